#include "parley/report/tables/tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "parley/base/percent.hpp"
#include "parley/study/cases/flow_changes.hpp"
#include "parley/study/cases/headline.hpp"
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

std::string country_csv(const Baseline& baseline, const study::CaseResult& solved) {
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(Scope::country);
  const study::SolvedWorld world = study::solved_world(baseline, solved);
  Csv csv(header("country", columns));
  for (const Country n : baseline.economy.countries()) {
    csv.begin(baseline.economy.code(n));
    for (const study::OutcomeMeasure* measure : columns) csv.number(measure->value(world, {.country = n}));
  }
  return csv.take();
}

std::string sector_csv(const Baseline& baseline, const study::CaseResult& solved) {
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(Scope::sector);
  const study::SolvedWorld world = study::solved_world(baseline, solved);
  Csv csv(header("country,sector", columns));
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors()) {
      csv.begin(baseline.economy.code(n)).code(baseline.economy.code(s));
      for (const study::OutcomeMeasure* measure : columns)
        csv.number(measure->value(world, {.country = n, .sector = s}));
    }
  }
  return csv.take();
}

std::string bilateral_csv(const Baseline& baseline, const study::CaseResult& solved) {
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(Scope::flow);
  const study::SolvedWorld world = study::solved_world(baseline, solved);
  const Economy& labels = baseline.economy;
  Csv csv(header("exporter,importer,sector", columns));
  for (const Country from : labels.countries()) {
    for (const Country to : labels.countries()) {
      for (const Sector s : labels.sectors()) {
        csv.begin(labels.code(from)).code(labels.code(to)).code(labels.code(s));
        for (const study::OutcomeMeasure* measure : columns)
          csv.number(measure->value(world, {.country = from, .sector = s, .partner = to}));
      }
    }
  }
  return csv.take();
}

std::string commitments_csv(const Baseline& baseline, const study::CaseResult& solved) {
  if (solved.commitments.empty()) return "";
  Csv csv(
      "commitment,buyer,supplier,exporter,sector,flow_before_musd,flow_without_musd,flow_after_musd,change_musd,"
      "target_musd,reached_musd,binds,wedge_pct,outlay_musd,licence_rent_musd,rent_to_exporter_musd");
  const Economy& labels = baseline.economy;
  for (std::size_t k = 0; k < solved.commitments.size(); ++k) {
    const Commitment& commitment = solved.commitments[k];
    const CommitmentOutcome& outcome = solved.committed[k];
    for (const Sector s : commitment.sectors) {
      for (const Exporter i : labels.exporters()) {
        const study::CommittedFlow flow = study::committed_flow(baseline, solved, commitment, s, i);
        csv.begin(commitment.id).code(labels.code(country(commitment.buyer)));
        csv.code(labels.code(country(commitment.supplier))).code(labels.code(country(i))).code(labels.code(s));
        csv.number(flow.base).number(flow.without).number(flow.with).number(flow.change());
        csv.number(commitment.target).number(outcome.reached).number(outcome.binds ? 1 : 0);
        csv.number(percent_of_log(outcome.wedge)).number(outcome.outlay);
        csv.number(outcome.licence_rent).number(outcome.rent_to_exporter);
      }
    }
  }
  return csv.take();
}

}  // namespace parley::report
