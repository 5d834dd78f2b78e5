#include "parley/report/page/commitment_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/percent.hpp"
#include "parley/report/page/bars.hpp"
#include "parley/report/page/chart_words.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/flow_changes.hpp"

namespace parley::report {
namespace {

using Kind = Commitment::Kind;
using Instrument = Commitment::Instrument;

/// Who has what the buyers of named suppliers pay more.
std::string_view levy_words(Commitment::Levy levy) {
  switch (levy) {
    case Commitment::Levy::nobody:
      return "orders that ignore price: nobody has the difference";
    case Commitment::Levy::treasury:
      return "a duty that the buyer's treasury keeps";
    case Commitment::Levy::sellers:
      return "which the sellers keep";
  }
  return "";
}

/// Which wedge holds the commitment, in words.
std::string wedge_words(const Commitment& commitment, const CommitmentOutcome& outcome) {
  if (commitment.kind == Kind::tariff_rate_quota)
    return outcome.wedge == 0 ? "the quota is not filled"
           : outcome.binds    ? fmt::format("the quota is just filled, at {} more than the tariff within it",
                                            percent(percent_of_log(outcome.wedge), Sign::only_minus))
                              : "more than the quota comes in, at the full tariff";
  if (!outcome.binds) return "nothing needs to be done for it";
  const std::string size = percent(percent_of_log(outcome.wedge), Sign::only_minus);
  if (commitment.kind == Kind::quota) return fmt::format("licences are worth {} of the price", size);
  if (commitment.kind == Kind::export_restraint) return fmt::format("sellers charge {} more", size);
  if (commitment.instrument == Instrument::tariff_cut) return fmt::format("a tariff cut worth {} does it", size);
  if (commitment.instrument == Instrument::opening)
    return fmt::format("it takes a subsidy of {} for every foreign supplier", size);
  if (commitment.from_suppliers.empty()) return fmt::format("it takes a subsidy, or a state buyer's loss, of {}", size);
  return fmt::format("it takes a subsidy of {}, and goods of the named suppliers that are {} dearer ({})", size,
                     percent(percent_of_log(outcome.crowding), Sign::only_minus), levy_words(commitment.levy_goes_to));
}

std::string cost_words(const study::RunResult& result, const Commitment& commitment, const CommitmentOutcome& outcome) {
  const std::string& currency = result.baseline.info.currency;
  if (commitment.kind == Kind::tariff_rate_quota) {
    return fmt::format("licences are worth {}, which the {} keeps", money(outcome.licence_rent, currency),
                       commitment.licences == Commitment::Licences::exporter ? "exporter" : "importer");
  }
  if (commitment.kind == Kind::export_restraint)
    return fmt::format("the exporter keeps {}", money(outcome.rent_to_exporter, currency));
  if (commitment.kind == Kind::quota) return fmt::format("the importer keeps {}", money(-outcome.outlay, currency));
  std::string words = fmt::format("the buyer's treasury or state buyers pay {}", money(outcome.outlay, currency));
  if (outcome.gained() > 0)
    words += fmt::format(", {} cents for every dollar bought anew", significant(100 * outcome.outlay_per_gain(), 2));
  return words;
}

std::string supplier_chart(const study::RunResult& result, const study::CaseResult& solved, std::size_t k) {
  const Commitment& commitment = solved.commitments[k];
  const Economy& labels = result.baseline.economy;
  const std::string& currency = result.baseline.info.currency;
  const bool is_purchase = commitment.kind == Kind::purchase;
  BarChart chart{
      .caption = {fmt::format("{}: {} {} by {} bn against this case without it", commitment.id,
                              spoken(result, country(commitment.supplier)), is_purchase ? "gains" : "changes",
                              significant(solved.committed[k].gained() / 1000, 2, Sign::always)),
                  fmt::format("Change of sales to {} against the same case without it, billion {}",
                              labels.region(country(commitment.buyer)).name, currency),
                  "The quantity is a condition of the equilibrium; the wedge that keeps it is solved for.",
                  source_line(result)},
      .unit = "bn",
      .bars = {},
      .table = {{"", "without, bn", "with, bn", "change, bn"}, {}}};
  const study::SupplierChanges changes = study::supplier_changes(solved, commitment);
  for (const study::FlowChange& each : changes.suppliers) {
    const std::string name = each.from == each.to ? "its own producers" : labels.region(each.from).name;
    chart.bars.push_back({name, each.change_bn(), colour(result, each.from)});
    chart.table.rows.push_back({name, {each.before_bn, each.after_bn, each.change_bn()}});
  }
  chart.table.rows.push_back({"together", {std::nan(""), std::nan(""), changes.total_bn}});
  std::stable_sort(chart.bars.begin(), chart.bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
  return bar_figure(chart);
}

}  // namespace

std::string commitments_section(const study::RunResult& result, const study::CaseResult& solved) {
  if (solved.commitments.empty()) return "";
  std::string html = "<h3>What is committed, and who makes way</h3>";
  for (std::size_t k = 0; k < solved.commitments.size(); ++k) {
    const Commitment& commitment = solved.commitments[k];
    const CommitmentOutcome& outcome = solved.committed[k];
    html += html_format(
        "<p><code>{}</code>: {} from {}, {} million, where it was {} in the base and would be {} in this case without "
        "it; {}; "
        "{}.</p>",
        commitment.id, result.baseline.economy.region(country(commitment.buyer)).name + " buys",
        result.baseline.economy.region(country(commitment.supplier)).name, fixed(outcome.reached, 0),
        fixed(outcome.base, 0), fixed(outcome.without, 0), wedge_words(commitment, outcome),
        cost_words(result, commitment, outcome));
    html += supplier_chart(result, solved, k);
  }
  return html;
}

std::string reforms_section(const study::RunResult& result, const study::CaseResult& solved) {
  if (solved.reforms.empty()) return "";
  const Economy& labels = result.baseline.economy;
  const std::string& currency = result.baseline.info.currency;
  std::string html = "<h3>What changes for foreign affiliates</h3>";
  for (std::size_t k = 0; k < solved.reforms.size(); ++k) {
    const AffiliateReform& reform = solved.reforms[k];
    const ReformOutcome& outcome = solved.reformed[k];
    html += html_format(
        "<p><code>{}</code>: affiliates of {} in {}, {}: their cost changes by {}{}, their share of the host's own "
        "sales "
        "goes from {} to {}; the owner draws {} a year where it drew {}, which the host pays{}.</p>",
        reform.id, labels.region(reform.owner).name, labels.region(reform.host).name, labels.sector(reform.sector).name,
        percent(100 * (outcome.cost_hat - 1)),
        outcome.cost_hat_low < outcome.cost_hat_high
            ? fmt::format(" (95 % interval {} to {})", percent(100 * (outcome.cost_hat_low - 1)),
                          percent(100 * (outcome.cost_hat_high - 1)))
            : "",
        percent(100 * outcome.share_before, Sign::only_minus), percent(100 * outcome.share_after, Sign::only_minus),
        money(outcome.owner_income_after, currency), money(outcome.owner_income_before, currency),
        reform.months_earlier > 0 ? fmt::format("; that it begins {} months earlier is worth {} to the owner, once",
                                                reform.months_earlier, money(outcome.value_of_acceleration, currency))
                                  : "");
  }
  return html;
}

}  // namespace parley::report
