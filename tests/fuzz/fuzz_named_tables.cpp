// Any bytes are a table that another file names, or an InputError: the trade and measures of a list recipe, the lines and
// statistics of a case before the rules, a story's firms and portfolios, the countries of a book, a list of codes to
// convert and its weights.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/market/story.hpp"
#include "parley/nomenclature/convert_file.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "parley/partial/list_lines.hpp"
#include "parley/rules/case_data.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "read_or_refuse.hpp"
#include "temporary_file.hpp"

namespace {

using namespace parley;
using fuzz::require;

constexpr const char* recipe_text =
    "format = 1\ntitle = \"t\"\nimporter = \"USA\"\npartner = \"CHN\"\nbudget_musd = 1\nrate_pct = 25\n"
    "[trade]\nfile = \"fuzz.csv\"\ncode = \"code\"\nvalue = \"value\"\nsource = \"x\"\n"
    "[measures.tariff]\nfile = \"fuzz.csv\"\ncode = \"code\"\nvalue = \"rate\"\nsource = \"x\"\n"
    "[measures.elasticity]\nfile = \"fuzz.csv\"\ncode = \"code\"\nvalue = \"elasticity\"\nsource = \"x\"\n"
    "[end_use]\nfile = \"fuzz.csv\"\ncode = \"code\"\nclass = \"class\"\nconsumption = [\"1\"]\n"
    "intermediate = [\"2\"]\ncapital = [\"4\"]\nsource = \"x\"\n"
    "[[compare]]\nid = \"c\"\nfile = \"fuzz.csv\"\ncode = \"code\"\nrate_pct = 25\nsource = \"x\"\n";

void check_list_lines(const std::filesystem::path& folder) {
  const partial::LineTable table = partial::read_lines(partial::parse_list_recipe(recipe_text, "recipe.toml"), folder);
  for (const partial::TradeLine& line : table.lines) require(line.imports_usd >= 0);
  for (const partial::ComparedLines& list : table.compared)
    for (const double share : list.share) require(share >= 0 && share <= 1);
}

void check_case_tables(const std::filesystem::path& folder) {
  const rules::TableRows rows{.file = "fuzz.csv", .where = {}, .code = "code", .value = "value", .place = {}};
  for (const rules::ValuedCode& each : rules::read_rows(rows, folder)) require(each.value >= 0 && !each.code.empty());
  rules::CaseList list{.id = "l", .rows = rows, .rate_column = "rate", .applied_column = "rate"};
  rules::read_lines(list, folder);
  for (const rules::RuleLine& line : list.lines) require(std::isfinite(line.added));
}

void convert(const text::CsvTable& csv, const std::string& value, bool cut_to_six) {
  static const nomenclature::VintageTable editions = nomenclature::parse_vintages(
      "before,code_before,after,code_after\n2017,090111,2022,090111\n2017,854140,2022,854141\n2017,854140,2022,"
      "854142\n",
      "editions.csv");
  const nomenclature::CodeList list = nomenclature::read_code_list(csv, "code", value, cut_to_six, 2017);
  for (const nomenclature::CodeValue& each : list.codes) require(each.amount >= 0 && each.code.size() >= 6);
  nomenclature::ConvertOptions options{.from = 2017, .to = 2022};
  if (!value.empty()) options.weights = nomenclature::read_weights(csv, "code", value);
  const nomenclature::Conversion result = nomenclature::convert_codes(editions, list.codes, options);
  require(!nomenclature::conversion_csv(result, list, 2022, {"a head"}).empty());
}

/// A story of whose five files one is read from the bytes.
void check_story(const std::filesystem::path& folder, int which) {
  const auto file = [&](int number, const char* right) { return number == which ? "fuzz.csv" : right; };
  market::EventPlan plan{.file = folder / "plan.toml"};
  plan.story.levels = file(0, "levels.csv");
  plan.story.shares = file(1, "shares.csv");
  plan.story.affiliates = file(2, "affiliates.csv");
  plan.story.firms = file(3, "firms.csv");
  plan.story.sectors = file(4, "sectors.csv");
  for (const market::FirmReturn& firm : market::read_story(plan).firms) require(std::isfinite(firm.abnormal));
}

void write_right_files(const test::TemporaryFolder& folder) {
  const std::filesystem::path data = std::filesystem::path(PARLEY_SOURCE_DIR) / "data" / "market";
  const auto copy = [&](const char* from, const char* to) {
    std::filesystem::copy_file(data / from, folder / to, std::filesystem::copy_options::skip_existing);
  };
  copy("index-levels.csv", "levels.csv");
  copy("china-sales-shares.csv", "shares.csv");
  copy("us-affiliates-china.csv", "affiliates.csv");
  copy("march-2018-firms.csv", "firms.csv");
  copy("sectors-of-portfolios.csv", "sectors.csv");
}

constexpr const char* book_text =
    "format = 1\ntitle = \"t\"\ncountries = \"fuzz.csv\"\n[stack]\norder = [\"mfn\"]\nbase = [\"mfn\"]\n"
    "[[measure]]\nid = \"m\"\nimposer = \"USA\"\nauthority = \"mfn\"\norigin = [\"*\"]\n"
    "lines = { prefix = [\"0901\"] }\nrate = \"10%\"\nlaw = \"x\"\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const test::TemporaryFolder folder;
  write_right_files(folder);
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  fuzz::write(folder, "fuzz.csv", text);
  fuzz::read_or_refuse([&] { check_list_lines(folder.path()); });
  fuzz::read_or_refuse([&] { check_case_tables(folder.path()); });
  for (int which = 0; which < 5; ++which) fuzz::read_or_refuse([&] { check_story(folder.path(), which); });
  fuzz::read_or_refuse([&] { (void)tariff::parse_measures(book_text, folder / "book.toml"); });
  for (const bool cut_to_six : {false, true}) {
    for (const char* value : {"", "value"})
      fuzz::read_or_refuse([&] { convert(text::parse_csv(std::string(text), "fuzz.csv"), value, cut_to_six); });
  }
  return 0;
}
