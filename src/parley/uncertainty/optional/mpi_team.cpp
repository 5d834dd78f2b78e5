// The module that team.cpp loads under mpirun. Errors of MPI itself end all processes: MPI's default.
#define OMPI_SKIP_MPICXX 1
#include <mpi.h>

#include "parley/uncertainty/team.hpp"

namespace parley::uncertainty {
namespace {

class MpiTeam : public Team {
 public:
  MpiTeam() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }
  MpiTeam(const MpiTeam&) = delete;
  MpiTeam& operator=(const MpiTeam&) = delete;
  ~MpiTeam() override { MPI_Finalize(); }

  [[nodiscard]] std::size_t rank() const override { return static_cast<std::size_t>(rank_); }
  [[nodiscard]] std::size_t size() const override { return static_cast<std::size_t>(size_); }

  void send(std::size_t to, const std::string& bytes) override {
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, static_cast<int>(to), 0, MPI_COMM_WORLD);
  }

  std::optional<TeamMessage> receive() override {
    int has_arrived = 0;
    MPI_Status status;
    MPI_Message message;
    MPI_Improbe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &has_arrived, &message, &status);
    if (has_arrived == 0) return std::nullopt;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    TeamMessage received{static_cast<std::size_t>(status.MPI_SOURCE), std::string(static_cast<std::size_t>(size), ' ')};
    MPI_Mrecv(received.bytes.data(), size, MPI_BYTE, &message, MPI_STATUS_IGNORE);
    return received;
  }

 private:
  int rank_ = 0;
  int size_ = 1;
};

}  // namespace
}  // namespace parley::uncertainty

extern "C" parley::uncertainty::Team* parley_open_mpi_team() { return new parley::uncertainty::MpiTeam; }
