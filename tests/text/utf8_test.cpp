// Bytes become text in one place, or are refused with line and column; what is written can be shown and read back.
#include "parley/text/utf8.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"
#include "parley/text/toml_file.hpp"

namespace parley::text {
namespace {

using namespace std::string_literals;

std::string refusal(const std::string& bytes) {
  try {
    static_cast<void>(utf8_text(bytes, "f.csv"));
    return "";
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Utf8, IsReadWithoutItsByteOrderMark) {
  EXPECT_EQ(utf8_text("\xEF\xBB\xBF"
                      "Cura\u00E7ao",
                      "f"),
            "Cura\u00E7ao");
  EXPECT_EQ(utf8_text("", "f"), "");
  EXPECT_EQ(utf8_text("\U0001F6A2\uFFFD\u20AC", "f"), "\U0001F6A2\uFFFD\u20AC");
}

TEST(Utf8, RefusesOtherBytesWithLineAndColumn) {
  EXPECT_EQ(refusal("code,name\nCIV,C\u00F4te\nCUW,Cura\xE7"
                    "ao\n"),
            "f.csv:3:9: the byte 0xE7 is not UTF-8; save the file as UTF-8; it may be in Latin-1 or Windows-1252");
  EXPECT_EQ(refusal("\xFF\xFE"
                    "a\0"s),
            "f.csv:1:1: the file is in UTF-16; save it as UTF-8");
  EXPECT_EQ(refusal("a\nb\0c"s), "f.csv:2:2: a NUL byte, so this is not a text file; save it as text in UTF-8");
  // Overlong forms, a surrogate, above U+10FFFF, cut short, a lone continuation (RFC 3629).
  for (const char* bytes : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFE"})
    EXPECT_EQ(utf8_end(bytes), 0U) << bytes;
}

TEST(Utf8, EveryReaderRefusesTheSame) {
  EXPECT_THROW(static_cast<void>(parse_csv("a\n\xE9\n", "f.csv")), InputError);
  EXPECT_THROW(static_cast<void>(parse_toml("a = '\xE9'\n", "f.toml")), InputError);
  EXPECT_THROW(static_cast<void>(parse_json("{\"a\": \"\xE9\"}", "f.json")), InputError);
  EXPECT_EQ(parse_csv("\xEF\xBB\xBF"
                      "a\n1\n",
                      "f.csv")
                .column("a"),
            0U);
  EXPECT_TRUE(parse_toml("\xEF\xBB\xBF"
                         "a = 1\n",
                         "f.toml")
                  .contains("a"));
  EXPECT_EQ(parse_json("\xEF\xBB\xBF"
                       "{\"a\": 1}",
                       "f.json")
                .at("a"),
            1);
}

TEST(Json, RefusesWhatIsNoneWithLineAndColumn) {
  try {
    static_cast<void>(parse_json("{\"a\": 1,\n  b}", "f.json"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(to_string(error.problems().at(0).place), "f.json:2:3");
  }
}

TEST(Printable, LeavesNothingThatATerminalObeys) {
  EXPECT_EQ(printable("red \x1b[31m\a\x7f\u009B1m \u202Ecba\r\nnext\tcell\xE9"),
            "red \uFFFD[31m\uFFFD\uFFFD\uFFFD1m \uFFFDcba\nnext\tcell\uFFFD");
}

TEST(CsvCell, ReadsBackWhateverItHolds) {
  for (const std::string word :
       {"=1+1", "+49 30", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "'=1", "''=1", "'tis", "a,b", "say \"so\"",
        "two\nlines", "#1", "-1.5", "+25%", "1,5", "", "C\u00F4te d'Ivoire"}) {
    const CsvTable table = parse_csv("first,word\n1," + csv_cell(word) + "\n", "f.csv");
    EXPECT_EQ(table.cell(0, 1), word);
    const CsvTable head = parse_csv(csv_cell(word + "x") + ",second\n1,2\n", "f.csv");
    EXPECT_EQ(head.header().at(0), word + "x");
  }
}

TEST(CsvCell, IsNoFormula) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("=A1,\"x\""), "\"'=A1,\"\"x\"\"\"");
  EXPECT_EQ(csv_cell("+25%"), "+25%");
  EXPECT_EQ(csv_cell("-0.5"), "-0.5");
  EXPECT_EQ(csv_cell("a\x1b[31m"), "a\uFFFD[31m");
}

TEST(CsvFormat, MakesEveryTextACell) {
  EXPECT_EQ(csv_format("{},{},{:.2f}\n", std::string("a,b"), "=x", 0.5), "\"a,b\",'=x,0.50\n");
  EXPECT_EQ(csv_note("first\nsecond,=3"), "# first second,=3\n");
}

TEST(JsonText, ShowsNothingThatATerminalObeys) {
  const nlohmann::json value{{"title", "\x1b[31m\x7f\u009B \u202E \uFFFF \u20AC\n"}};
  const std::string text = json_text(value);
  EXPECT_EQ(printable(text), text);
  EXPECT_EQ(parse_json(text, "f.json"), value);
  EXPECT_EQ(json_text(nlohmann::json{{"path", "\xE9"}}), "{\n  \"path\": \"\uFFFD\"\n}\n");
  EXPECT_EQ(json_text(nlohmann::json(std::nan(""))), "null\n");
}

}  // namespace
}  // namespace parley::text
