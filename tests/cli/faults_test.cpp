// Faults that happen on machines: output that cannot be written or is somebody else's, threads and memory that are
// lacking, pipes, interrupts, names. Each is met with a message and a status, never with a crash or a sleep.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "kills.hpp"
#include "shell.hpp"
#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr bool has_sanitizer =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

std::string starter() { return read_file(project() / "scenarios" / "starter.toml"); }

class Fault : public testing::Test {
 protected:
  void SetUp() override { write_file(folder / "s.toml", starter()); }
  /// Ended by signal 9, which gives 137, where it sleeps.
  [[nodiscard]] ShellResult run(const std::string& words) const {
    return shell("timeout -s KILL 60 " + std::string(PARLEY_PROGRAM) + " " + words, folder.path().string());
  }
  void write_world(const std::string& regions, const std::string& flows, const std::string& accounts) const {
    const auto put = [&](const std::string& name, const std::string& text) {
      write_file(folder / ("w/" + name), text);
    };
    put("baseline.toml", "format = 1\nname = \"w\"\nyear = 2017\ncurrency = \"USD\"\ndeficit_rule = \"fixed\"\n");
    put("regions.csv", "code,name\n" + regions);
    put("sectors.csv", "code,name,goods\nG,Goods,1\n");
    put("elasticities.csv", "sector,theta,source\nG,4,a test\n");
    put("flows.csv", "exporter,importer,sector,value_musd\n" + flows);
    put("tariffs.csv", "importer,exporter,sector,tariff_pct\n");
    put("accounts.csv",
        "region,sector,gross_output_musd,value_added_musd,final_demand_musd,exports_musd,imports_musd\n" + accounts);
    write_file(folder / "w.toml",
               "format = 1\ntitle = \"w\"\nbaseline = \"w\"\n[[action]]\nid = \"a\"\nimposer = \"A\"\norigin = "
               "[\"*\"]\nsectors = [\"G\"]\nrate = \"+5%\"\n");
  }

  TemporaryFolder folder;
};

TEST_F(Fault, AWorldOfOneCountryIsRefused) {
  write_world("A,A\n", "A,A,G,100\n", "A,G,100,100,100,0,0\n");
  const ShellResult result = run("run w.toml --out out");
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_THAT(result.output, HasSubstr("regions.csv: has one region"));
}

TEST_F(Fault, AWorldWithoutTradeIsReported) {
  write_world("A,A\nB,B\n", "A,A,G,100\nA,B,G,0\nB,A,G,0\nB,B,G,50\n", "A,G,100,100,100,0,0\nB,G,50,50,50,0,0\n");
  write_file(folder / "w" / "tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,0\nB,A,G,0\n");
  for (const char* words : {"run w.toml --out out", "explain w.toml --country A", "gradient w.toml --country A",
                            "sensitivity w.toml --draws 4 --out s", "baseline check w", "baseline describe w"}) {
    const ShellResult result = run(words);
    EXPECT_EQ(result.exit_code, 0) << words << "\n" << result.output;
  }
  for (const char* words : {"models w.toml", "optimal w --country A", "nash w --players A,B"}) {
    const ShellResult result = run(words);
    EXPECT_EQ(result.exit_code, 2) << words << "\n" << result.output;
    EXPECT_THAT(result.output, HasSubstr("no trade")) << words;
  }
}

TEST_F(Fault, NamesThatCollideHaveFoldersAndAnchorsOfTheirOwn) {
  const std::string longest(63, 'n');
  std::string scenario = starter();
  for (const std::string& name : {std::string("Threat"), std::string("threat"), std::string("strategy"),
                                  std::string("closure"), std::string("duties"), longest + "a", longest + "b"})
    scenario += "[[compare]]\nname = \"" + name + "\"\nactions = []\n";
  write_file(folder / "s.toml", scenario);
  const ShellResult result = run("run s.toml --out out");
  ASSERT_EQ(result.exit_code, 0) << result.output;
  const std::string page = read_file(folder / "out" / "report.html");
  std::size_t folders = 0;
  for (const auto& entry : fs::directory_iterator(folder / "out" / "tables")) {
    if (!entry.is_directory()) continue;
    const std::string id = entry.path().filename().string();
    if (id == "closure" || id == "duties" || id == "horizons" || id == "ranges")
      continue;  // of the chapters of these names
    ++folders;
    EXPECT_THAT(page, AllOf(HasSubstr("id=\"case-" + id + "\""), HasSubstr("href=\"#case-" + id + "\"")));
  }
  EXPECT_EQ(folders, 7U);
  EXPECT_TRUE(fs::exists(folder / "out" / "tables" / "threat-2"));
}

TEST_F(Fault, ARowOfAStoreThatIsCutShortIsNoCrash) {
  ASSERT_EQ(run("sensitivity s.toml --draws 8 --store d.sqlite --out a").exit_code, 0);
  const auto cut = [&](const std::string& what) {
    return shell("sqlite3 d.sqlite \"" + what + "\"", folder.path().string()).exit_code;
  };
  ASSERT_EQ(cut("update draw set outcome = substr(outcome, 1, 8) where id = 3"), 0);
  ASSERT_EQ(run("sensitivity s.toml --draws 8 --store d.sqlite --out b").exit_code, 0);
  EXPECT_EQ(read_file(folder / "a" / "draws.csv"), read_file(folder / "b" / "draws.csv"));
  ASSERT_EQ(cut("update draw set outcome = substr(outcome, 1, 5) where id = 3"), 0);
  const ShellResult refused = run("sensitivity s.toml --draws 8 --store d.sqlite --out b");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.output, HasSubstr("draw 3 is cut short"));
}

TEST_F(Fault, AStoreInUseSaysSo) {
  const ShellResult result = run(
      "sensitivity s.toml --draws 2000000 --store d.sqlite --out a >first 2>&1 & n=0; until [ -s d.sqlite ] || [ $n "
      "-ge 600 ]; do n=$((n+1)); sleep 0.05; done; sleep 0.3; " +
      std::string(PARLEY_PROGRAM) +
      " sensitivity s.toml --draws 2000000 --store d.sqlite --out b; echo status $?; kill -INT $!; kill %1; wait");
  EXPECT_THAT(result.output, AllOf(HasSubstr("is in use by another run"), HasSubstr("status 2")));
}

TEST_F(Fault, ThreadsThatCannotBeMadeAreNotWaitedFor) {
  if (has_sanitizer) GTEST_SKIP() << "a sanitizer needs more address space than the limit of this test";
  ASSERT_EQ(run("sensitivity s.toml --draws 16 --threads 1 --out one").exit_code, 0);
  for (const char* limit : {"40000", "60000", "400000", "2000000"}) {
    const ShellResult result = shell(std::string("ulimit -v ") + limit + "; timeout -s KILL 60 " + PARLEY_PROGRAM +
                                         " sensitivity s.toml --draws 16 --threads 1000 --out many",
                                     folder.path().string());
    ASSERT_TRUE(result.exit_code == 0 || result.exit_code == 4) << limit << ": " << result.output;
    if (result.exit_code == 0) {
      EXPECT_EQ(read_file(folder / "one" / "draws.csv"), read_file(folder / "many" / "draws.csv"));
    }
  }
}

TEST_F(Fault, LittleMemoryIsSaidByEveryCommand) {
  if (has_sanitizer) GTEST_SKIP() << "a sanitizer needs more address space than the limit of this test";
  const std::string story = (project() / "scenarios" / "us-china-march-2018.toml").string();
  for (const std::string& words :
       {std::string("run s.toml --out out"), "deal " + story + " --threads 4", "run " + story + " --out out",
        std::string("sensitivity s.toml --draws 8 --threads 4 --out out2"), std::string("explain s.toml"),
        std::string("nash world-2017 --players USA,CHN"), std::string("models s.toml")}) {
    for (const char* limit : {"25000", "30000", "42000", "60000"}) {
      const ShellResult result = shell(std::string("ulimit -v ") + limit + "; timeout -s KILL 60 " + PARLEY_PROGRAM +
                                           " " + words + " >printed 2>said; s=$?; cat said; exit $s",
                                       folder.path().string());
      // 127: the libraries themselves do not fit.
      EXPECT_TRUE(result.exit_code == 0 || result.exit_code == 4 || result.exit_code == 127)
          << words << " in " << limit << ": " << result.exit_code << " " << result.output;
      if (result.exit_code == 4) {
        EXPECT_THAT(result.output, HasSubstr("error: ")) << words << " in " << limit;
      }
    }
  }
}

TEST_F(Fault, AnInterruptGives130AtOnce) {
  const std::string story = (project() / "scenarios" / "us-china-march-2018.toml").string();
  // At moments at which they read, solve, draw and write.
  for (const std::string& words :
       {"sensitivity " + story + " --draws 2000000 --out out", "run " + story + " --models --certify --out out",
        "deal " + story, std::string("talks world-2017 --players USA,CHN"), std::string("models s.toml --out out")}) {
    for (const int moment_ms : {5, 20, 40, 60, 100, 200}) {
      const pid_t child = start(words, folder.path(), "printed");
      std::this_thread::sleep_for(std::chrono::milliseconds(moment_ms));
      kill(child, SIGINT);
      const auto asked = std::chrono::steady_clock::now();
      int status = 0;
      waitpid(child, &status, 0);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - asked;
      // A signal that ends it where it stands is 130 to a shell, too.
      const bool is_interrupted = (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) || WEXITSTATUS(status) == 130;
      const bool was_done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
      EXPECT_TRUE(is_interrupted || was_done) << words << " after " << moment_ms << " ms: " << status << "\n"
                                              << read_file(folder / "printed");
      EXPECT_LT(took.count(), 5.0) << words << " after " << moment_ms << " ms";
      EXPECT_EQ(fs::exists(folder / "out"), was_done && words.ends_with("out"));
      fs::remove_all(folder / "out");
    }
  }
}

TEST_F(Fault, OutputThatIsNotWrittenIsStatusFour) {
  for (const char* words : {"run s.toml --stop-after baseline", "nash world-2017 --players USA,CHN --csv", "--help",
                            "run --help", "--version", "baseline check data/world-2017"}) {
    for (const char* to : {" >/dev/full", " >&-"}) {
      fs::remove(folder / "data");
      fs::create_symlink(project() / "data", folder / "data");
      const ShellResult result = run(std::string(words) + to);
      EXPECT_EQ(result.exit_code, 4) << words << to << "\n" << result.output;
      EXPECT_THAT(result.output, HasSubstr("error: the output")) << words << to;
    }
  }
}

TEST_F(Fault, ThatNothingCanBeSaidChangesNoStatus) {
  for (const char* to : {" 2>/dev/full", " 2>&-"}) {
    EXPECT_EQ(run(std::string("run nothing.toml") + to).exit_code, 2);
    EXPECT_EQ(run(std::string("run --nonsense") + to).exit_code, 2);
    EXPECT_EQ(run(std::string("run s.toml --out out >printed") + to).exit_code, 0);
  }
}

TEST_F(Fault, EveryCommandRefusesAFolderWithForeignFiles) {
  const std::string plan = (project() / "scenarios" / "events" / "march-2018.toml").string();
  fs::create_symlink(project() / "data", folder / "data");
  for (const std::string& words :
       {std::string("run s.toml"), std::string("sensitivity s.toml --draws 4"), std::string("models s.toml"),
        "event " + plan, std::string("baseline aggregate data/world-2017")}) {
    fs::remove_all(folder / "out");
    ASSERT_EQ(run(words + " --out out").exit_code, 0) << words;
    ASSERT_EQ(run(words + " --out out/").exit_code, 0) << words << ": its own result is replaced";
    write_file(folder / "out" / "notes.txt", "mine");
    const ShellResult refused = run(words + " --out out");
    EXPECT_EQ(refused.exit_code, 2) << words;
    EXPECT_THAT(refused.output, HasSubstr("out: holds 'notes.txt'")) << words;
    EXPECT_EQ(read_file(folder / "out" / "notes.txt"), "mine");
  }
  write_file(folder / "web" / "manifest.json", "{}");
  write_file(folder / "web" / "certificate.json", "{}");
  EXPECT_EQ(run("run s.toml --out web").exit_code, 2) << "names alone make no result";
  EXPECT_EQ(read_file(folder / "web" / "manifest.json"), "{}");
}

TEST_F(Fault, OfTwoRunsIntoOneFolderTheLaterWinsWhole) {
  const std::string words = "sensitivity s.toml --draws 16 --threads 1 --seed ";
  ASSERT_EQ(run(words + "1 --out one").exit_code, 0);
  ASSERT_EQ(run(words + "2 --out two").exit_code, 0);
  const auto draws = [&](const char* name) { return read_file(folder / name / "draws.csv"); };
  ASSERT_NE(draws("one"), draws("two"));
  for (int k = 0; k < 3; ++k) {
    const pid_t first = start(words + "1 --out out", folder.path(), "printed");
    while (!has_ended(first) && !is_writing(folder.path())) std::this_thread::yield();
    kill(first, SIGSTOP);
    const ShellResult second = run(words + "2 --out out");
    EXPECT_EQ(second.exit_code, 0) << second.output;
    kill(first, SIGCONT);
    int status = 0;
    waitpid(first, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << read_file(folder / "printed");
    const char* winner = draws("out") == draws("one") ? "one" : "two";
    for (const char* file : {"draws.csv", "intervals.csv"})
      EXPECT_EQ(read_file(folder / "out" / file), read_file(folder / winner / file)) << winner;
    fs::remove_all(folder / "out");
  }
}

/// Cells that pay 351, 513 and 3,000 % today exist: what is put on top of them is computed up to the limit that is said.
TEST_F(Fault, RatesThatExistAreAllowedAndTheLimitIsSaid) {
  write_world("A,A\nB,B\n", "A,A,G,100\nA,B,G,10\nB,A,G,9\nB,B,G,50\n", "A,G,110,110,109,10,9\nB,G,59,59,60,9,10\n");
  for (const char* base : {"351.4", "513", "2990"}) {
    write_file(folder / "w" / "tariffs.csv",
               "importer,exporter,sector,tariff_pct\nA,B,G," + std::string(base) + "\nB,A,G,5\n");
    const ShellResult result = run("run w.toml --out out-" + std::string(base));
    EXPECT_EQ(result.exit_code, 0) << base << "\n" << result.output;
  }
  write_file(folder / "w" / "tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,2999\nB,A,G,5\n");
  const ShellResult refused = run("run w.toml --out out");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.output, HasSubstr("between 0 and 3000 %"));
}

TEST_F(Fault, DevicesAndPipesAreWrittenTo) {
  const std::string lines = (project() / "scenarios" / "partial" / "smart-examples.csv").string();
  const ShellResult result = run("smart " + lines + " --import-demand -1 --out /dev/stdout | head -1");
  EXPECT_THAT(result.output, HasSubstr("product,partner"));
  EXPECT_EQ(run("smart " + lines + " --import-demand -1 --out /dev/null").exit_code, 0);
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_EQ(run("smart " + lines + " --import-demand -1 --out /dev/full").exit_code, 4);
}

TEST_F(Fault, AScenarioMayComeThroughAPipeAndNobodyIsWaitedFor) {
  const ShellResult piped =
      shell("cat s.toml | " + std::string(PARLEY_PROGRAM) + " run /dev/stdin --out out", folder.path().string());
  EXPECT_EQ(piped.exit_code, 0) << piped.output;
  ASSERT_EQ(run("run s.toml --out same").exit_code, 0);
  const auto manifest = [&](const char* name) {
    return nlohmann::json::parse(read_file(folder / name / "manifest.json")).at("inputs").at(0).at("sha256");
  };
  EXPECT_EQ(manifest("out"), manifest("same"));
  const ShellResult waiting = shell("mkfifo pipe; timeout -s KILL 20 " + std::string(PARLEY_PROGRAM) +
                                        " run pipe --out never; echo status $?; timeout -s KILL 20 " + PARLEY_PROGRAM +
                                        " smart pipe; echo status $?; (cat s.toml > pipe &); timeout -s KILL 20 " +
                                        PARLEY_PROGRAM + " sensitivity pipe --draws 4 --out never; echo status $?",
                                    folder.path().string());
  EXPECT_THAT(waiting.output, testing::Not(HasSubstr("status 137"))) << waiting.output;
  EXPECT_THAT(waiting.output, HasSubstr("is a pipe that nobody writes to"));
}

TEST_F(Fault, AFolderThatIsGoneIsSaid) {
  const std::string program = PARLEY_PROGRAM;
  const std::string scenario = (folder / "s.toml").string();
  const ShellResult result =
      shell("mkdir gone; cd gone; rmdir ../gone; " + program + " run " + scenario + " --out " +
                (folder / "out").string() + " >/dev/null; echo status $?; " + program + " run " + scenario +
                "; echo status $?; " + program + " nash world-2017 --players USA,CHN; echo status $?",
            folder.path().string());
  EXPECT_THAT(result.output, AllOf(HasSubstr("status 0"), HasSubstr("out/s: cannot be written"),
                                   HasSubstr("the folder that the program was started in is gone")));
}

TEST_F(Fault, NamesThatAreTooLongAreSaidOnce) {
  const std::string name(300, 'x');
  const std::string lines = (project() / "scenarios" / "partial" / "smart-examples.csv").string();
  for (const std::string& words : {"run " + name, "run s.toml --out " + name, "run s.toml --baseline " + name,
                                   "nash " + name + " --players USA,CHN", "explain " + name, "baseline check " + name,
                                   "baseline convert " + name + " --out x", "event " + name, "smart " + name,
                                   "smart " + lines + " --import-demand -1 --out " + name, "wto " + name}) {
    const ShellResult result = run(words);
    EXPECT_EQ(result.exit_code, 2) << words << "\n" << result.output;
    EXPECT_EQ(std::ranges::count(result.output, '\n'), 1) << result.output;
  }
  const std::string longest(255, 'y');
  EXPECT_EQ(run("run s.toml --out " + longest).exit_code, 0);
  EXPECT_TRUE(fs::exists(folder / longest / "manifest.json"));
}

TEST_F(Fault, ASlashAtTheEndOfAFolderIsNoPartOfItsName) {
  fs::create_symlink(project() / "data", folder / "data");
  ASSERT_EQ(run("baseline aggregate data/world-2017 --out small/").exit_code, 0);
  EXPECT_THAT(read_file(folder / "small" / "baseline.toml"), HasSubstr("name = \"small\""));
}

}  // namespace
}  // namespace parley::test
