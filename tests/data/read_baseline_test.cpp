// A baseline folder means the same however its tables were written.

#include "parley/data/read_baseline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <sstream>

#include "build/small_world.hpp"
#include "parley/base/error.hpp"
#include "parley/data/check_baseline.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

namespace fs = std::filesystem;

constexpr std::array tables = {"flows.csv", "use.csv", "tariffs.csv", "accounts.csv", "elasticities.csv"};

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines, const std::string& end) {
  std::string text;
  for (const std::string& line : lines) text += line + end;
  return text;
}

/// The default baseline with every table but the two lists of names written in another way.
class Rewritten : public testing::Test {
 protected:
  void rewrite(const std::function<std::string(const std::string&)>& how) {
    fs::copy(test::project() / "data" / "world-2017", folder.path() / "base");
    for (const char* table : tables) {
      const fs::path file = folder.path() / "base" / table;
      test::write_file(file, how(test::read_file(file)));
    }
  }
  void expect_the_same_economy() const {
    const BaselineData original = read_baseline_data(test::project() / "data" / "world-2017");
    const BaselineData read = read_baseline_data(folder.path() / "base");
    EXPECT_EQ(read.flow, original.flow);
    EXPECT_EQ(read.tariff, original.tariff);
    EXPECT_EQ(read.use, original.use);
    EXPECT_EQ(read.trade_elasticity, original.trade_elasticity);
    EXPECT_EQ(read.elasticity_source, original.elasticity_source);
  }
  test::TemporaryFolder folder;
};

TEST_F(Rewritten, WithItsRowsShuffled) {
  rewrite([](const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    std::shuffle(lines.begin() + 1, lines.end(), std::mt19937(2018));
    return joined(lines, "\n");
  });
  expect_the_same_economy();
}

TEST_F(Rewritten, ByASpreadsheet) {
  rewrite([](const std::string& text) { return "\xEF\xBB\xBF" + joined(lines_of(text), "\r\n"); });
  expect_the_same_economy();
}

TEST_F(Rewritten, WithItsFirstColumnLastAndQuoted) {
  rewrite([](const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    for (std::string& line : lines) {
      const std::size_t comma = line.find(',');
      line = line.substr(comma + 1) + ",\"" + line.substr(0, comma) + "\"";
    }
    return joined(lines, "\n");
  });
  expect_the_same_economy();
}

TEST_F(Rewritten, ForAnotherCurrencyAndYear) {
  fs::copy(test::project() / "data" / "world-2017", folder.path() / "base");
  const fs::path file = folder.path() / "base" / "baseline.toml";
  std::string text = test::read_file(file);
  text.replace(text.find("2017\ncurrency = \"USD\""), std::string("2017\ncurrency = \"USD\"").size(),
               "2021\ncurrency = \"EUR\"");
  test::write_file(file, text);
  const Baseline baseline = read_baseline(folder.path() / "base");
  EXPECT_EQ(baseline.info.currency, "EUR");
  EXPECT_EQ(baseline.info.year, 2021);
}

TEST_F(Rewritten, InAnotherFormatIsRefused) {
  fs::copy(test::project() / "data" / "world-2017", folder.path() / "base");
  const fs::path file = folder.path() / "base" / "baseline.toml";
  std::string text = test::read_file(file);
  text.replace(text.find("format = 1"), std::string("format = 1").size(), "format = 2");
  test::write_file(file, text);
  try {
    static_cast<void>(read_baseline(folder.path() / "base"));
    ADD_FAILURE() << "was read";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("format 2 is not known"), std::string::npos) << error.what();
  }
}

TEST(WriteBaseline, IsReadBackToTheLastBit) {
  const test::TemporaryFolder folder;
  BaselineData made = test::small_world(4, 3, 5);
  made.info.year = 2020;
  made.population = Array<Country>(4);
  for (const Country n : made.economy.countries()) made.population(n) = 1e9 + static_cast<double>(n.value());
  made.info.provenance = {{"flows.csv", "drawn, with \"quotes\" and a \\", "none"}};
  made.info.notes = {"a note\nof two lines"};
  write_baseline(made, folder.path() / "small");
  const BaselineData back = read_baseline_data(folder.path() / "small");
  EXPECT_EQ(back.flow, made.flow);
  EXPECT_EQ(back.use, made.use);
  EXPECT_EQ(back.trade_elasticity, made.trade_elasticity);
  EXPECT_EQ(back.population, made.population);
  EXPECT_EQ(back.info.notes, made.info.notes);
  ASSERT_EQ(back.info.provenance.size(), 1U);
  EXPECT_EQ(back.info.provenance[0].source, made.info.provenance[0].source);
  EXPECT_EQ(back.tariff, made.tariff);  // per cent in the file, fractions inside
}

TEST(Groups, AreReadWrittenAndChecked) {
  const test::TemporaryFolder folder;
  BaselineData world = test::small_world(3, 1, 5);
  world.info.year = 2020;
  write_baseline(world, folder.path() / "w");
  const std::string a = world.economy.code(Country(0));
  const std::string b = world.economy.code(Country(1));
  const auto read = [&](const std::string& rows) {
    test::write_file(folder.path() / "w" / "groups.csv", "group,name,member,customs_union\n" + rows);
    return read_baseline_data(folder.path() / "w");
  };
  const auto refusal = [&](const std::string& rows) -> std::string {
    try {
      static_cast<void>(read(rows));
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  const BaselineData made = read("U,Union," + a + ",1\nL,List," + b + ",0\nU,Union," + b + ",1\n");
  ASSERT_EQ(made.economy.groups().size(), 2U);
  EXPECT_TRUE(made.economy.find_group("U")->is_customs_union);
  EXPECT_EQ(made.economy.find_group("U")->members.size(), 2U);
  write_baseline(made, folder.path() / "again");
  EXPECT_EQ(test::read_file(folder.path() / "again" / "groups.csv"),
            "group,name,member,customs_union\nU,Union," + a + ",1\nU,Union," + b + ",1\nL,List," + b + ",0\n");
  EXPECT_NE(refusal(a + ",Union," + b + ",1\n").find("cannot be the code of a group"), std::string::npos);
  EXPECT_NE(refusal("U,Union," + a + ",1\nU,Union," + a + ",1\n").find("is a member already"), std::string::npos);
  EXPECT_NE(refusal("U,Union," + a + ",1\nV,Other," + a + ",1\n").find("is in the customs union U already"),
            std::string::npos);
  EXPECT_NE(refusal("U,Union," + a + ",1\nU,Onion," + b + ",1\n").find("another name or kind"), std::string::npos);
  EXPECT_NE(refusal("U,Union,X,1\n").find("no region 'X'"), std::string::npos);
  EXPECT_NE(refusal("U,Union," + a + ",yes\n").find("neither 1 nor 0"), std::string::npos);
}

TEST(Population, MayBeAbsentButNotHalf) {
  const test::TemporaryFolder folder;
  BaselineData world = test::small_world(2, 1, 5);
  world.info.year = 2020;
  write_baseline(world, folder.path() / "w");
  EXPECT_TRUE(read_baseline_data(folder.path() / "w").population.empty());
  const auto refusal = [&](const std::string& rows) -> std::string {
    test::write_file(folder.path() / "w" / "population.csv", "region,persons\n" + rows);
    try {
      static_cast<void>(read_baseline_data(folder.path() / "w"));
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  const std::string a = world.economy.code(Country(0));
  const std::string b = world.economy.code(Country(1));
  EXPECT_EQ(refusal(b + ",2\n" + a + ",1\n"), "");
  EXPECT_NE(refusal(a + ",1\n").find("no row for region " + b), std::string::npos);
  EXPECT_NE(refusal(a + ",1\n" + a + ",2\n").find("given twice"), std::string::npos);
  EXPECT_NE(refusal(a + ",1\nX,2\n").find("no region 'X'"), std::string::npos);
  for (const char* not_persons : {"0", "-4", "325.7", "1e13"})
    EXPECT_NE(refusal(a + "," + not_persons + "\n" + b + ",2\n").find("population.csv:2"), std::string::npos)
        << not_persons;
}

TEST(CheckBaseline, EveryPropertyHoldsOfTheDefaultAndCanFail) {
  Baseline baseline = read_baseline(test::project() / "data" / "world-2017");
  for (const BaselineCheck& check : check_baseline(baseline)) EXPECT_TRUE(check.holds()) << check.name;
  baseline.flow(Sector(0), Importer(1), Exporter(0)) *= 1.001;
  const std::vector<BaselineCheck> checks = check_baseline(baseline);
  EXPECT_TRUE(std::any_of(checks.begin(), checks.end(), [](const BaselineCheck& each) { return !each.holds(); }));
}

/// A world without deficits but for rounding: their sum is held against trade, not against next to nothing.
TEST(CheckBaseline, DeficitsAreHeldAgainstTrade) {
  Baseline baseline = read_baseline(test::project() / "data" / "world-2017");
  const auto world = [&] { return check_baseline(baseline).back(); };
  ASSERT_EQ(world().name, "deficits sum to zero over the world");
  baseline.deficit.fill(0.0);
  baseline.deficit(Country(3)) = 1e-6;  // a dollar
  EXPECT_TRUE(world().holds()) << world().value;
  baseline.deficit(Country(3)) = 1e5;  // as much as a country's
  EXPECT_FALSE(world().holds());
}

}  // namespace
}  // namespace parley::data
