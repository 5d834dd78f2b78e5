#include "parley/report/tables/tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "parley/base/percent.hpp"
#include "parley/study/cases/flow_changes.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/incidence.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

using Scope = study::OutcomeMeasure::Scope;

class Csv {
 public:
  explicit Csv(std::string_view header) { text_.append(header); }
  Csv& begin(std::string_view code) {
    text_.push_back('\n');
    text_.append(text::csv_cell(code));
    return *this;
  }
  Csv& code(std::string_view code) {
    text_.push_back(',');
    text_.append(text::csv_cell(code));
    return *this;
  }
  Csv& number(double value) {
    text_.push_back(',');
    if (std::isfinite(value)) fmt::format_to(std::back_inserter(text_), "{}", value);
    return *this;
  }
  std::string take() {
    text_.push_back('\n');
    return fmt::to_string(text_);
  }

 private:
  fmt::memory_buffer text_;
};

/// The names of the keys, then those of the measures.
std::string header(std::string_view keys, const std::vector<const study::OutcomeMeasure*>& columns) {
  std::string text(keys);
  for (const study::OutcomeMeasure* measure : columns) text += text::csv_format(",{}", measure->id);
  return text;
}

}  // namespace

std::string country_csv(const Baseline& baseline, std::span<const study::CaseResult> cases) {
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(Scope::country);
  Csv csv(header("case,country", columns));
  for (const study::CaseResult& solved : cases) {
    const study::SolvedWorld world = study::solved_world(baseline, solved);
    for (const Country n : baseline.economy.countries()) {
      csv.begin(solved.compare.name).code(baseline.economy.code(n));
      for (const study::OutcomeMeasure* measure : columns) csv.number(measure->value(world, {.country = n}));
    }
  }
  return csv.take();
}

std::string sector_csv(const Baseline& baseline, std::span<const study::CaseResult> cases) {
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(Scope::sector);
  Csv csv(header("case,country,sector", columns));
  for (const study::CaseResult& solved : cases) {
    const study::SolvedWorld world = study::solved_world(baseline, solved);
    for (const Country n : baseline.economy.countries()) {
      for (const Sector s : baseline.economy.sectors()) {
        csv.begin(solved.compare.name).code(baseline.economy.code(n)).code(baseline.economy.code(s));
        for (const study::OutcomeMeasure* measure : columns)
          csv.number(measure->value(world, {.country = n, .sector = s}));
      }
    }
  }
  return csv.take();
}

namespace {

void add_flows(const Baseline& baseline, const study::CaseResult& solved,
               const std::vector<const study::OutcomeMeasure*>& columns, Csv& csv) {
  const study::SolvedWorld world = study::solved_world(baseline, solved);
  const Economy& labels = baseline.economy;
  for (const Country from : labels.countries()) {
    for (const Country to : labels.countries()) {
      for (const Sector s : labels.sectors()) {
        csv.begin(solved.compare.name).code(labels.code(from)).code(labels.code(to)).code(labels.code(s));
        for (const study::OutcomeMeasure* measure : columns)
          csv.number(measure->value(world, {.country = from, .sector = s, .partner = to}));
      }
    }
  }
}

}  // namespace

std::string bilateral_csv(const Baseline& baseline, std::span<const study::CaseResult> cases) {
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(Scope::flow);
  Csv csv(header("case,exporter,importer,sector", columns));
  for (const study::CaseResult& solved : cases) add_flows(baseline, solved, columns, csv);
  return csv.take();
}

std::string incidence_csv(const Baseline& baseline, std::span<const study::CaseResult> cases) {
  Csv csv(
      "case,imposer,origin,base_trade_musd,duty_before_pct,duty_after_pct,buyers_share,sellers_share,"
      "buyers_share_in_numeraire,others_terms_of_trade_musd");
  for (const study::CaseResult& solved : cases) {
    const std::vector<study::Incidence> rows = study::incidence(baseline, solved);
    const double others = study::terms_of_trade_of_others(baseline, solved, rows);
    for (const study::Incidence& row : rows) {
      csv.begin(solved.compare.name).code(baseline.economy.code(row.imposer)).code(baseline.economy.code(row.origin));
      csv.number(row.base_trade).number(row.duty_before_pct).number(row.duty_after_pct);
      csv.number(row.buyers).number(1 - row.buyers).number(row.buyers_in_numeraire).number(others);
    }
  }
  return csv.take();
}

namespace {

void add_commitment(const Baseline& baseline, const study::CaseResult& solved, std::size_t k, Csv& csv) {
  const Economy& labels = baseline.economy;
  const Commitment& commitment = solved.commitments[k];
  const CommitmentOutcome& outcome = solved.committed[k];
  for (const Sector s : commitment.sectors) {
    for (const Exporter i : labels.exporters()) {
      const study::CommittedFlow flow = study::committed_flow(baseline, solved, commitment, s, i);
      csv.begin(solved.compare.name).code(commitment.id).code(labels.code(country(commitment.buyer)));
      csv.code(labels.code(country(commitment.supplier))).code(labels.code(country(i))).code(labels.code(s));
      csv.number(flow.base).number(flow.without).number(flow.with).number(flow.change());
      csv.number(commitment.target).number(outcome.reached).number(outcome.binds ? 1 : 0);
      csv.number(percent_of_log(outcome.wedge)).number(outcome.outlay);
      csv.number(outcome.licence_rent).number(outcome.rent_to_exporter);
    }
  }
}

}  // namespace

std::string commitments_csv(const Baseline& baseline, std::span<const study::CaseResult> cases) {
  Csv csv(
      "case,commitment,buyer,supplier,exporter,sector,flow_before_musd,flow_without_musd,flow_after_musd,change_musd,"
      "target_musd,reached_musd,binds,wedge_pct,outlay_musd,licence_rent_musd,rent_to_exporter_musd");
  bool has_some = false;
  for (const study::CaseResult& solved : cases) {
    for (std::size_t k = 0; k < solved.commitments.size(); ++k) add_commitment(baseline, solved, k, csv);
    has_some = has_some || !solved.commitments.empty();
  }
  return has_some ? csv.take() : "";
}

}  // namespace parley::report
