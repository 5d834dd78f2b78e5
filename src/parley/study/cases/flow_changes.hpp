#pragma once

#include <vector>

#include "parley/study/cases/result.hpp"

namespace parley::study {

/// What one country sells to another in all sectors or some, before and after, billion at exporter prices.
struct FlowChange {
  Country from{0}, to{0};
  double before_bn = 0, after_bn = 0;
  [[nodiscard]] double change_bn() const { return after_bn - before_bn; }
};

/// Exports of one country to every other one, all sectors, from the base to a solved case; the largest gain first.
[[nodiscard]] std::vector<FlowChange> exports_by_destination(const Baseline& baseline, const CaseResult& solved,
                                                             Country from);
/// Sales to one country by every supplier, its own producers included; ordered alike.
[[nodiscard]] std::vector<FlowChange> sales_by_supplier(const Baseline& baseline, const CaseResult& solved, Country to);

/// One sector's sales of one supplier to a commitment's buyer, million at exporter prices.
struct CommittedFlow {
  double base = 0, without = 0, with = 0;  ///< at the base, in the case without the commitment, in the case
  [[nodiscard]] double change() const { return with - without; }
};
[[nodiscard]] CommittedFlow committed_flow(const Baseline& baseline, const CaseResult& solved,
                                           const Commitment& commitment, Sector s, Exporter i);

/// Who makes way for a commitment: sales of its sectors to its buyer, in the same case without it and with it.
struct SupplierChanges {
  std::vector<FlowChange>
      suppliers;        ///< every country, the buyer's own producers among them, as the economy orders them
  double total_bn = 0;  ///< of their changes
};
[[nodiscard]] SupplierChanges supplier_changes(const CaseResult& solved, const Commitment& commitment);

}  // namespace parley::study
