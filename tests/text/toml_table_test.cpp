// One table of a TOML file: typed values by key, and every problem of a file with its place.
#include "parley/text/toml_table.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"

namespace parley::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A file in memory and what is found wrong with it.
class Toml : public testing::Test {
 protected:
  TomlTable read(std::string_view toml) {
    table_ = parse_toml(toml, file_);
    return {table_, file_, "", problems_};
  }
  /// The problems so far as they are printed.
  std::vector<std::string> problems() {
    std::vector<std::string> words;
    try {
      problems_.throw_if_any();
    } catch (const InputError& error) {
      for (const InputProblem& each : error.problems()) words.push_back(to_string(each));
    }
    return words;
  }

 private:
  const std::string file_ = "a.toml";
  toml::table table_;
  ProblemList problems_;
};

TEST_F(Toml, GivesTypedValues) {
  const TomlTable root = read("name = 'x'\nrate = 2.5\ncount = 3\non = true\nday = 2018-03-23\nwho = ['USA', 'CHN']\n");
  EXPECT_EQ(root.text("name"), "x");
  EXPECT_EQ(root.number("rate"), 2.5);
  EXPECT_EQ(root.number("count"), 3.0);
  EXPECT_TRUE(root.flag("on", false));
  EXPECT_EQ(root.date("day"), (toml::date{2018, 3, 23}));
  EXPECT_THAT(root.words("who"), ElementsAre("USA", "CHN"));
  EXPECT_THAT(root.words("name"), ElementsAre("x")) << "one word stands for a list of one";
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Toml, GivesTheFallbackForWhatIsAbsent) {
  const TomlTable root = read("a = 1\n");
  EXPECT_EQ(root.text("name", "y"), "y");
  EXPECT_EQ(root.number("rate"), std::nullopt);
  EXPECT_TRUE(root.flag("on", true));
  EXPECT_EQ(root.date("day"), std::nullopt);
  EXPECT_THAT(root.words("who"), IsEmpty());
  EXPECT_THAT(root.tables("action"), IsEmpty());
  EXPECT_EQ(root.choice("kind", {"a", "b"}, "b"), "b");
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Toml, NotesEveryValueOfTheWrongTypeWithItsPlace) {
  const TomlTable root = read("name = 1\nrate = 'x'\non = 'yes'\nday = '2018-03-23'\nwho = 3\nhuge = inf\nrows = {}\n");
  EXPECT_EQ(root.text("name", "y"), "y");
  EXPECT_EQ(root.number("rate"), std::nullopt);
  EXPECT_FALSE(root.flag("on", false));
  EXPECT_EQ(root.date("day"), std::nullopt);
  EXPECT_THAT(root.words("who"), IsEmpty());
  EXPECT_EQ(root.number("huge"), std::nullopt);
  EXPECT_THAT(root.tables("rows"), IsEmpty());
  EXPECT_THAT(problems(),
              ElementsAre("a.toml:1:8: name: expected text, found a number; put it in quotes",
                          "a.toml:2:8: rate: expected a number, found a string; write it as 12.5, without quotes",
                          "a.toml:3:6: on: expected true or false, found a string; write it without quotes",
                          "a.toml:4:7: day: expected a date, found a string; write 2018-03-23, without quotes",
                          "a.toml:5:7: who: expected a list, found a number; write [\"USA\", \"CHN\"]",
                          "a.toml:6:8: huge: is not a finite number; write it as 12.5, without quotes",
                          "a.toml:7:8: rows: expected a list of tables, found a table; [[rows]] for an entry"));
}

TEST_F(Toml, AWholeNumberIsWholeAndInItsRange) {
  const TomlTable root = read("a = 12\nb = 818.5\nc = -1\nd = 1e3\ne = 'x'\nf = 0x10\ng = 9223372036854775807\n");
  EXPECT_EQ(root.whole("a", 1, 100), 12);
  EXPECT_EQ(root.line_count("a"), 12U);
  for (const char* key : {"b", "c", "d", "e", "f", "g", "absent"}) EXPECT_EQ(root.line_count(key), std::nullopt) << key;
  EXPECT_EQ(root.number("f"), std::nullopt);
  const std::vector<std::string> words = problems();
  ASSERT_EQ(words.size(), 7U);
  EXPECT_EQ(words[0], "a.toml:2:5: b: 818.5 is not a whole number; a whole number from 1 to 10000000");
  EXPECT_EQ(words[1], "a.toml:3:5: c: -1 is out of range; a whole number from 1 to 10000000");
  EXPECT_EQ(words[4], "a.toml:6:5: f: is not written in decimal digits; a whole number from 1 to 10000000");
}

TEST_F(Toml, AListOfNumbersHasNumbersOnlyAndAsManyAsAreDue) {
  const TomlTable root = read("a = [1, 2.5]\nb = [1, 1, 'x']\nc = [1, nan]\nd = 3\ne = []\n");
  EXPECT_THAT(root.numbers("a", 2, "as a = [1, 2]"), ElementsAre(1, 2.5));
  for (const char* key : {"b", "c", "d", "e"}) EXPECT_THAT(root.numbers(key, 2, "as [1, 2]"), IsEmpty()) << key;
  EXPECT_THAT(root.numbers("b", 0, "as [1, 2]"), IsEmpty());
  EXPECT_THAT(problems(), ElementsAre("a.toml:2:5: b: expected 2 values, found 3; as [1, 2]",
                                      "a.toml:3:9: c[1]: is not a finite number; as [1, 2]",
                                      "a.toml:4:5: d: expected a list of numbers, found a number; as [1, 2]",
                                      "a.toml:5:5: e: is an empty list; as [1, 2]",
                                      "a.toml:2:12: b[2]: expected a number, found a string; as [1, 2]"));
}

TEST_F(Toml, NotesItemsOfAListByPosition) {
  const TomlTable root = read("who = ['USA', 4,\n 'USA']\n");
  EXPECT_THAT(root.words("who"), ElementsAre("USA"));
  EXPECT_THAT(problems(), ElementsAre("a.toml:1:15: who[1]: expected text, found a number; put it in quotes",
                                      "a.toml:2:2: who[2]: 'USA' appears twice; leave one of them out"));
}

TEST_F(Toml, NamesTheNearChoiceElseAllOfThem) {
  const TomlTable root = read("kind = 'replce'\nrule = 'q'\n");
  EXPECT_EQ(root.choice("kind", {"add", "replace"}, "add"), "add");
  EXPECT_EQ(root.choice("rule", {"add", "replace"}, "add"), "add");
  const std::vector<std::string> words = problems();
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0], "a.toml:1:8: kind: 'replce' is not known; did you mean 'replace'?");
  EXPECT_THAT(words[1], testing::StartsWith("a.toml:2:8: rule: 'q' is not known; one of "));
}

TEST_F(Toml, RefusesAKeyThatNobodyKnows) {
  const TomlTable root = read("[deal]\nparteis = 1\nzzz = 2\n");
  root.inner(*root.node("deal")->as_table(), "deal").know({"parties", "issues"});
  const std::vector<std::string> words = problems();
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0], "a.toml:2:1: deal.parteis: unknown key 'parteis'; did you mean 'parties'?");
  EXPECT_EQ(words[1], "a.toml:3:1: deal.zzz: unknown key 'zzz'; known here: parties issues");
}

TEST_F(Toml, AnAbsentKeyStandsWhereItsTableBegins) {
  const TomlTable root = read("a = 1\n\n[[action]]\nid = 'x'\n[[action]]\nid = 'y'\n");
  const std::vector<TomlTable> actions = root.tables("action");
  ASSERT_EQ(actions.size(), 2U);
  EXPECT_EQ(actions[1].text("id"), "y");
  actions[1].require("rate", "rate = \"+25%\"");
  EXPECT_THAT(problems(), ElementsAre("a.toml:5:1: action[1].rate: 'rate' is absent; rate = \"+25%\""));
}

TEST_F(Toml, AnEntryThatIsNoTableIsNoted) {
  const TomlTable root = read("action = [{ id = 'x' }, 3]\n");
  EXPECT_EQ(root.tables("action").size(), 1U);
  EXPECT_THAT(problems(),
              ElementsAre("a.toml:1:25: action[1]: expected a table, found a number; write { key = value }"));
}

TEST_F(Toml, ANameIsWhatCanBeAFile) {
  const TomlTable root = read("a = 'us-301_list.1'\nb = '../up'\nc = ''\nd = '.hidden'\n");
  EXPECT_EQ(root.slug("a"), "us-301_list.1");
  EXPECT_THAT(problems(), IsEmpty());
  for (const char* key : {"b", "c", "d"}) (void)root.slug(key);
  EXPECT_EQ(problems().size(), 3U);
}

TEST(RecordPlaces, HasEveryKeyAndItem) {
  const toml::table table = parse_toml("rate = 1\norigin = ['USA', 'CHN']\n[coverage]\nSTL = 0.5\n", "a.toml");
  std::map<std::string, Place> places;
  record_places(table, "a.toml", "action[2].", "", places);
  EXPECT_EQ(to_string(places.at("rate")), "a.toml:1:8: action[2].rate");
  EXPECT_EQ(to_string(places.at("origin[1]")), "a.toml:2:18: action[2].origin[1]");
  EXPECT_EQ(to_string(places.at("coverage.STL")), "a.toml:4:7: action[2].coverage.STL");
}

TEST(ParseToml, ASyntaxErrorHasItsPlace) {
  try {
    (void)parse_toml("a = 1\nb = = 2\n", "a.toml");
    FAIL() << "no error";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].place.file, "a.toml");
    EXPECT_EQ(error.problems()[0].place.line, 2);
  }
}

}  // namespace
}  // namespace parley::text
