// Any bytes are words: what is shown of them stays shown, a cell of CSV and a string of JSON read back as they were.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"
#include "parley/text/utf8.hpp"
#include "read_or_refuse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley;
  using fuzz::require;
  const std::string words(reinterpret_cast<const char*>(bytes), size);
  const std::string shown = text::printable(words);
  require(text::printable(shown) == shown && text::utf8_end(shown) == shown.size());
  if (size < 100000) {
    const text::CsvTable table = text::parse_csv("first,words\n1," + text::csv_cell(words) + "\n", "fuzz.csv");
    require(table.row_count() == 1 && table.cell(0, 1) == shown);
    require(text::parse_csv(text::csv_note(words) + "a\n1\n", "fuzz.csv").row_count() == 1);
  }
  const std::string written = text::json_text(nlohmann::json{{"words", words}});
  require(text::printable(written) == written);
  const nlohmann::json read = text::parse_json(written, "fuzz.json");
  if (text::utf8_end(words) == words.size()) require(read.at("words") == words);
  return 0;
}
