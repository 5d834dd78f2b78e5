#include "parley/report/tables/coverage_json.hpp"
#include "parley/text/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace parley::report {

std::string coverage_json(const tariff::BuiltCoverage& built, const std::string& out) {
  nlohmann::ordered_json value{{"out", out}, {"rows", built.table.rows.size()}};
  for (const tariff::TradeTotal& total : built.trade) {
    nlohmann::ordered_json trade{{"id", total.trade},
                                 {"total_musd", total.total_musd},
                                 {"file_musd", total.file_musd},
                                 {"factor", total.factor},
                                 {"unmapped_musd", total.unmapped_musd}};
    for (const auto& [basis, dollars] : total.by_basis) {
      trade["by_basis"][std::string(in_words(basis))] = {{"codes", dollars.codes}, {"musd", dollars.musd}};
    }
    value["trade"].push_back(std::move(trade));
  }
  for (const tariff::ListTotal& total : built.lists) {
    nlohmann::ordered_json list{{"id", total.list},
                                {"fingerprint", total.fingerprint},
                                {"lines", total.lines},
                                {"untraded_lines", total.untraded_lines},
                                {"whole_musd", total.whole.musd},
                                {"split_musd", total.split.musd}};
    for (const auto& [exporter, covered] : total.covered_musd) list["covered_musd"][exporter] = covered;
    value["lists"].push_back(std::move(list));
  }
  return text::json_text(value);
}

}  // namespace parley::report
