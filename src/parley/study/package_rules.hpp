#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/rules/check.hpp"
#include "parley/study/packages.hpp"

namespace parley::study {

/// What one rule of the World Trade Organization says of one entry of a deal.
struct RuleRemark {
  std::string entry;  ///< id
  std::string rule;   ///< "GATT I:1"
  rules::Verdict verdict = rules::Verdict::open;
  std::string reason;
};

/// Holds every entry that a deal can bring into force against the rules, as far as the entry itself tells.
///
///     GATT I:1           a tariff, its cut or an export tax for some members alone
///     GATT II:1(b)       a duty that rises; open, for no baseline has bound rates (`parley wto` has them by line)
///     GATT XI:1          an import quota;   Safeguards 11.1(b)  a voluntary export restraint
///     GATT XIII:2        a tariff quota that one member alone has
///     GATT XVII:1        an order of state enterprises that is not left to price
///     GATS II:1, XVII    openings of services for one member's firms
///
/// Pleas (security, safeguards, free-trade areas) are not judged. Entries that no rule speaks of have no remark.
[[nodiscard]] std::vector<RuleRemark> rule_remarks(const DealProblem& problem);

/// The remarks on what holds under one package.
[[nodiscard]] std::vector<const RuleRemark*> remarks_on(const std::vector<RuleRemark>& remarks,
                                                        const scenario::DealPlan& plan, const Package& package);

/// Countries whose goods an order of the deal names to make way, the parties apart, in the order of the file, each once.
[[nodiscard]] std::vector<Country> named_losers(const DealProblem& problem);

}  // namespace parley::study
