// Any bytes are a download, a correlation table, a list of rates, or an InputError; nothing is counted twice or lost.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/error.hpp"
#include "parley/customs/imported.hpp"
#include "parley/nomenclature/convert_file.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "parley/tariff/law/cut_lines.hpp"
#include "parley/text/csv.hpp"
#include "read_or_refuse.hpp"

namespace {

using parley::fuzz::require;

using namespace parley::customs;
using namespace parley::nomenclature;
using namespace parley::tariff;

void import_as(ImportFormat format, const std::string& bytes) {
  static const CountryNames countries;
  parley::Observer nobody;
  const ImportOptions options{.format = format, .nomenclature = "HS2017", .countries = countries};
  const Imported imported = import_file(bytes, "BACI_HS17_Y2017.csv", options, nobody);
  std::size_t rows = imported.rows_kept;
  for (const LeftOut& entry : imported.left_out) rows += entry.rows;
  require(rows == imported.rows_read);
  require(imported.trade.size() + imported.tariffs.size() <= imported.rows_kept);
  require(!imported_csv(imported, imported_head(imported, "fuzz")).empty());
}

void convert_all(const std::string& bytes) {
  const VintageTable table = parse_vintages(bytes, "fuzz.csv");
  for (const auto& [from, codes] : table.codes) {
    std::vector<CodeValue> values;
    for (const std::string& code : codes) values.push_back({code, 1000003, {}});
    for (const auto& [to, others] : table.codes) {
      std::int64_t after = 0;
      try {
        const Conversion result = convert_codes(table, values, {.from = from, .to = to});
        for (const ConvertedLine& line : result.lines) after += line.amount;
        require(after == result.total);
      } catch (const parley::InputError&) {
        continue;  // a code without a successor
      }
    }
  }
}

void cut(const std::string& bytes) {
  const auto csv = parley::text::parse_csv(std::string(bytes), "fuzz.csv");
  for (const CutLine& line :
       cut_lines(line_rates(csv, {}), {.formulas = {SwissCut{0.08}}, .unbound_mark_up = 0.25}).lines) {
    require(line.applied_after <= line.before.applied);
    require(!line.bound_after || line.applied_after <= *line.bound_after);
  }
}

template <class Read>
void read(Read read_it) {
  try {
    read_it();
  } catch (const parley::InputError& error) {
    require(!error.problems().empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  for (const auto format : {ImportFormat::comtrade, ImportFormat::baci, ImportFormat::dataweb, ImportFormat::wits}) {
    read([&] { import_as(format, text); });
  }
  read([&] {
    CountryNames names;
    names.add(parley::text::parse_csv(text, "fuzz.csv"));
    static_cast<void>(names.by_number("842"));
  });
  read([&] { convert_all(text); });
  read([&] { cut(text); });
  read([&] { static_cast<void>(parse_cut_formula(text.substr(0, 200), {})); });
  return 0;
}
