#include "parley/uncertainty/team.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <string_view>

#include "parley/base/error.hpp"

namespace parley::uncertainty {
namespace {

/// What Open MPI's mpirun, or a batch system that speaks PMIx, leaves in the environment of the processes it starts.
bool was_started_with_others() {
  if (const char* size = std::getenv("OMPI_COMM_WORLD_SIZE")) return std::string_view(size) != "1";
  return std::getenv("PMIX_RANK") != nullptr;
}

}  // namespace

std::unique_ptr<Team> open_team() {
  if (!was_started_with_others()) return nullptr;
  // Global, because Open MPI's own plug-ins look for its symbols there.
  void* module = dlopen("parley_mpi.so", RTLD_NOW | RTLD_GLOBAL);
  void* open = module != nullptr ? dlsym(module, "parley_open_mpi_team") : nullptr;
  if (open == nullptr) {
    const char* reason = dlerror();
    throw InputError(Place{.key = "mpirun"},
                     std::string("started several processes, but MPI cannot be used: ") +
                         (reason != nullptr ? reason : "the module is not one of this program's"),
                     "build with -DPARLEY_MPI=ON where Open MPI is installed, or run without mpirun");
  }
  return std::unique_ptr<Team>(reinterpret_cast<Team* (*)()>(open)());
}

}  // namespace parley::uncertainty
