#include "parley/study/cases/flow_changes.hpp"

#include <algorithm>

namespace parley::study {
namespace {

constexpr double millions_in_a_billion = 1000;

/// Some sectors of two arrays of flows; what each adds is divided before it is added.
FlowChange flow_change(const TradeCells& before, const TradeCells& after, const std::vector<Sector>& sectors,
                       Country from, Country to) {
  FlowChange change{.from = from, .to = to};
  for (const Sector s : sectors) {
    change.before_bn += before(s, importer(to), exporter(from)) / millions_in_a_billion;
    change.after_bn += after(s, importer(to), exporter(from)) / millions_in_a_billion;
  }
  return change;
}

std::vector<Sector> all_sectors(const Economy& labels) {
  std::vector<Sector> sectors;
  for (const Sector s : labels.sectors()) sectors.push_back(s);
  return sectors;
}

void largest_gain_first(std::vector<FlowChange>& changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const FlowChange& a, const FlowChange& b) { return a.change_bn() > b.change_bn(); });
}

}  // namespace

std::vector<FlowChange> exports_by_destination(const Baseline& baseline, const CaseResult& solved, Country from) {
  const std::vector<Sector> sectors = all_sectors(baseline.economy);
  std::vector<FlowChange> changes;
  for (const Country to : baseline.economy.countries()) {
    if (to != from) changes.push_back(flow_change(baseline.flow, solved.equilibrium.flow_new, sectors, from, to));
  }
  largest_gain_first(changes);
  return changes;
}

std::vector<FlowChange> sales_by_supplier(const Baseline& baseline, const CaseResult& solved, Country to) {
  const std::vector<Sector> sectors = all_sectors(baseline.economy);
  std::vector<FlowChange> changes;
  for (const Country from : baseline.economy.countries())
    changes.push_back(flow_change(baseline.flow, solved.equilibrium.flow_new, sectors, from, to));
  largest_gain_first(changes);
  return changes;
}

CommittedFlow committed_flow(const Baseline& baseline, const CaseResult& solved, const Commitment& commitment, Sector s,
                             Exporter i) {
  return {.base = baseline.flow(s, commitment.buyer, i),
          .without = solved.without_commitments.flow_new(s, commitment.buyer, i),
          .with = solved.equilibrium.flow_new(s, commitment.buyer, i)};
}

SupplierChanges supplier_changes(const CaseResult& solved, const Commitment& commitment) {
  const TradeCells& without = solved.without_commitments.flow_new;
  const TradeCells& with = solved.equilibrium.flow_new;
  SupplierChanges changes;
  for (const Exporter i : all<Exporter>(with.extent(2))) {
    changes.suppliers.push_back(flow_change(without, with, commitment.sectors, country(i), country(commitment.buyer)));
    changes.total_bn += changes.suppliers.back().change_bn();
  }
  return changes;
}

}  // namespace parley::study
