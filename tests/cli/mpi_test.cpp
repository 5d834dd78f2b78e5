// `parley sensitivity` under mpirun, killed and interrupted, against one undisturbed process.
#include <gmock/gmock.h>

#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string program = PARLEY_PROGRAM;
const std::string plan =
    "sensitivity scenarios/us-china-march-2018.toml --case all-out --elasticities lognormal:0.3 --shocks "
    "uniform:0.8:1.2 --sector-correlation 0.4 --shock-correlation -0.2 --method monte-carlo --seed 7 --json ";

/// A folder with the scenarios, and what one process says of the plan.
class SharedDraws : public testing::Test {
 protected:
  SharedDraws() {
    for (const char* link : {"scenarios", "data"}) fs::create_symlink(project() / link, folder / link);
  }

  /// The files of two result folders, byte for byte.
  void expect_same_files(const std::string& a, const std::string& b) const {
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder / a)) {
      ++files;
      const std::string name = entry.path().filename().string();
      EXPECT_TRUE(read_file(entry.path()) == read_file(folder.path() / b / name)) << b << "/" << name;
    }
    EXPECT_EQ(files, 5U);
  }

  [[nodiscard]] ShellResult run(const std::string& line) const { return shell(line, folder.path().string()); }
  [[nodiscard]] ShellResult alone(const std::string& arguments) const { return run(program + " " + plan + arguments); }

  /// Shell words that start `command`, wait until its store holds draws, send `signal` and leave its exit status.
  [[nodiscard]] ShellResult disturbed(const std::string& command, const char* signal) const {
    return run(command + " --draws 2000000 --store draws.sqlite --out never >said 2>&1 & pid=$!; " +
               "for n in $(seq 600); do [ \"$(stat -c %s draws.sqlite 2>/dev/null || echo 0)\" -gt 13000 ] && break; "
               "sleep 0.1; done; kill -" +
               signal + " $pid; wait $pid; status=$?; cat said; exit $status");
  }

  TemporaryFolder folder;
};

class MpiDraws : public SharedDraws {
 protected:
  void SetUp() override {
    if (std::string(PARLEY_MPIRUN).empty()) GTEST_SKIP() << "built without MPI (PARLEY_MPI, libopenmpi-dev)";
  }
  static std::string mpirun(int processes) {
    return std::string(PARLEY_MPIRUN) + " --oversubscribe --allow-run-as-root --bind-to none -n " +
           std::to_string(processes) + " ";
  }
  [[nodiscard]] ShellResult together(int processes, const std::string& arguments) const {
    return run(mpirun(processes) + program + " " + plan + arguments);
  }
};

std::size_t count_of(const std::string& word, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST_F(MpiDraws, GamesShareTheirDrawsToo) {
  const std::string war = "nash world-2017 --players USA,CHN --starts 1 --draws 6 --sets --json";
  const ShellResult one = run(program + " " + war + " 2>said");
  ASSERT_EQ(one.exit_code, 0) << read_file(folder / "said");
  const ShellResult two = run(mpirun(2) + program + " " + war + " 2>said");
  ASSERT_EQ(two.exit_code, 0) << read_file(folder / "said");
  EXPECT_EQ(two.output, one.output);
}

/// mpirun has warnings of its own, as of a machine without /sys: only what the program prints is compared.
TEST_F(MpiDraws, TwoAndFourProcessesGiveTheDigitsOfOne) {
  const ShellResult one = alone("--draws 60 --out one 2>said");
  ASSERT_EQ(one.exit_code, 0) << read_file(folder / "said");
  for (const int processes : {2, 4}) {
    const std::string out = "of-" + std::to_string(processes);
    const ShellResult many = together(processes, "--draws 60 --out " + out + " 2>said");
    ASSERT_EQ(many.exit_code, 0) << read_file(folder / "said");
    EXPECT_EQ(many.output, one.output);
    expect_same_files("one", out);
  }
}

TEST_F(MpiDraws, GoOnFromAStoreOfOneProcess) {
  ASSERT_EQ(alone("--draws 90 --out one").exit_code, 0);
  ASSERT_EQ(alone("--draws 40 --out part --store draws.sqlite").exit_code, 0);
  const ShellResult resumed = together(2, "--draws 90 --out two --store draws.sqlite");
  ASSERT_EQ(resumed.exit_code, 0) << resumed.output;
  expect_same_files("one", "two");
}

TEST_F(MpiDraws, AKilledProcessEndsAllAndTheDrawsAreKept) {
  // Process 1 is ended by signal 9 once draws are kept.
  write_file(folder / "victim.sh",
             "#!/bin/sh\nself=$$\n(for n in $(seq 600); do [ \"$(stat -c %s draws.sqlite "
             "2>/dev/null || echo 0)\" -gt 13000 ] && break; sleep 0.1; done; kill -9 $self) &\nexec " +
                 program + " \"$@\"\n");
  const std::string arguments = plan + ("--draws 2000000 --store draws.sqlite --out never");
  const ShellResult killed = run(mpirun(1) + program + " " + arguments + " : -n 1 sh victim.sh " + arguments);
  EXPECT_NE(killed.exit_code, 0);
  EXPECT_FALSE(fs::exists(folder / "never"));
  ASSERT_EQ(alone("--draws 100 --out one").exit_code, 0);
  const ShellResult resumed = together(2, "--draws 100 --out two --store draws.sqlite");
  ASSERT_EQ(resumed.exit_code, 0) << resumed.output;
  expect_same_files("one", "two");
}

TEST_F(MpiDraws, AnInterruptEndsAllInOrder) {
  const ShellResult ended = disturbed(mpirun(2) + program + " " + plan, "INT");
  EXPECT_NE(ended.exit_code, 0);
  EXPECT_EQ(count_of("cancelled: ", ended.output), 1U) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("kept"));
}

TEST_F(MpiDraws, AFailingProcessEndsAllWithOneMessage) {
  const std::string good = program + " " + plan + "--draws 1000000 --out never ";
  const std::string bad = program + " sensitivity scenarios/no-such-file.toml --draws 1000000 --out never ";
  const ShellResult failed = run(mpirun(1) + good + ": -n 1 " + good + ": -n 1 " + bad);
  EXPECT_EQ(failed.exit_code, 2) << failed.output;
  EXPECT_EQ(count_of("error: ", failed.output), 1U) << failed.output;
  EXPECT_THAT(failed.output, testing::AllOf(HasSubstr("process 2"), HasSubstr("no-such-file.toml")));

  const std::string other = program + " sensitivity scenarios/starter.toml --draws 1000000 ";
  const ShellResult mixed = run(mpirun(1) + good + ": -n 1 " + other);
  EXPECT_EQ(mixed.exit_code, 2) << mixed.output;
  EXPECT_THAT(mixed.output, HasSubstr("process 1 read another plan"));

  const ShellResult all_bad = run(mpirun(3) + bad);
  EXPECT_EQ(all_bad.exit_code, 2) << all_bad.output;
  EXPECT_EQ(count_of("error: ", all_bad.output), 1U) << all_bad.output;
  EXPECT_FALSE(fs::exists(folder / "never"));
}

TEST_F(SharedDraws, AProgramWithoutTheModuleSaysSo) {
  // A copy elsewhere does not find its module.
  fs::copy_file(PARLEY_PROGRAM, folder / "parley");
  const ShellResult refused = run("OMPI_COMM_WORLD_SIZE=2 ./parley " + plan + "--draws 4");
  EXPECT_EQ(refused.exit_code, 2) << refused.output;
  EXPECT_THAT(refused.output, testing::AllOf(HasSubstr("parley_mpi.so"), HasSubstr("PARLEY_MPI")));
}

TEST_F(SharedDraws, ARunKilledByTheSystemGoesOn) {
  const ShellResult killed = disturbed(program + " " + plan, "KILL");
  EXPECT_EQ(killed.exit_code, 137) << killed.output;
  EXPECT_FALSE(fs::exists(folder / "never"));
  ASSERT_EQ(alone("--draws 100 --out one").exit_code, 0);
  ASSERT_EQ(alone("--draws 100 --out resumed --store draws.sqlite").exit_code, 0);
  expect_same_files("one", "resumed");
}

TEST_F(SharedDraws, AnInterruptKeepsTheDraws) {
  const ShellResult ended = disturbed(program + " " + plan, "INT");
  EXPECT_EQ(ended.exit_code, 130) << ended.output;
  EXPECT_THAT(ended.output, testing::AllOf(HasSubstr("cancelled: "), HasSubstr("kept")));
  EXPECT_FALSE(fs::exists(folder / "never"));
  ASSERT_EQ(alone("--draws 100 --out one").exit_code, 0);
  ASSERT_EQ(alone("--draws 100 --out resumed --store draws.sqlite").exit_code, 0);
  expect_same_files("one", "resumed");
}

}  // namespace
}  // namespace parley::test
