#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/economy/affiliate_reform.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/economy/shock.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley::scenario {

/// One sector's trade with one partner, as an entry's coverage hits it.
struct CoveredTrade {
  Country imposer{0};
  Country partner{0};
  Sector sector{0};
  double share = 0;                                    ///< covered, exemptions apart
  double line_rate = 0;                                ///< points that by-line rates add to what is covered
  std::optional<double> official_musd = std::nullopt;  ///< as SectorCoverage
};

/// An exemption by index.
struct ResolvedExemption {
  std::vector<bool> is_partner_spared;  ///< by country
  std::vector<bool> is_sector_spared;   ///< by sector
  double share = 1;
  Validity validity;
};

/// A change of rates as one baseline has it.
struct ResolvedTariffChange {
  PolicyInstrument instrument = PolicyInstrument::tariff;
  std::vector<CoveredTrade> trade;  ///< partner after partner, in the order of the file
  std::optional<Rate> rate;         ///< absent: by line
  std::optional<double> base_rate;
  std::vector<ResolvedExemption> except;
  bool is_asked_cut = false;  ///< of a request, which is not meant to raise any tariff
  Place rate_place;
};

/// A quantity as one baseline has it: one commitment with each partner, its target open until the year is known.
struct ResolvedQuantity {
  QuantityTarget terms;
  std::vector<Commitment> commitments;
  std::vector<double> base_trade;  ///< of each commitment, at border prices, million
  Place amount_place;
};

/// One entry without codes: everything in the indices of one baseline.
struct ResolvedAction {
  std::string id;
  std::string status;  ///< of one that is over: "ended" or "suspended"; else empty
  Validity validity;
  std::variant<ResolvedTariffChange, ResolvedQuantity, AffiliateReform> change;
};

/// A scenario in the indices of one baseline; made once, asked for each case and each package.
struct ResolvedScenario {
  std::optional<DeficitRule> deficit_rule;
  DeficitExceptions deficit_exceptions;
  std::optional<Country> numeraire;
  std::optional<Date> as_of;
  std::vector<ResolvedAction> actions;     ///< in the order of the file
  std::optional<StrategyChoice> strategy;  ///< of [strategy], where the file has it
};

/// Finds every country and sector that a scenario names, those of entries that no case compares and of
/// its strategy included.
///
/// Errors  InputError with file:line:column for unknown country or sector codes (the closest suggested), a duty on
///         services, a supplier among those who make way; all that are found, together.
[[nodiscard]] ResolvedScenario resolve(const Scenario& scenario, const Baseline& baseline);

/// Puts the closure that a scenario asks for in the place of the baseline's: rule and exceptions.
///
/// Errors  InputError with file:line:column for unknown countries, for exceptions that the rule has no room for.
void set_closure(const Scenario& scenario, Baseline& baseline);

/// The dense shock of one compared case: every entry of it applied to the baseline in the order of the file.
///
///     t' = t + s (r(t) - t)      s coverage share, t the tariff left by the entries before, r the rate
///     t' = t + s r_l             where the rate is by-line, r_l the mean of the lines' rates over their trade
///     t' = t + s (r(b) - b)      where the entry says that covered goods pay base_rate b; s is at most t / b
///     x' likewise for an export tax;    iceberg_hat *= 1 + s r for a non-tariff wedge
///
/// Additions of several entries therefore add up. Dates are ignored unless compare.on is given; dated exemptions hold
/// on compare.on, else on as_of, else always. What was limited or left out is in Shock::notes.
/// Units   fractions.
/// Errors  InputError with file:line:column for a tariff that would fall below zero or rise above 400 %.
[[nodiscard]] Shock to_shock(const ResolvedScenario& scenario, const Compare& compare, const Baseline& baseline);

/// One sector's trade of one pair of countries.
struct TradeCell {
  Sector sector{0};
  Importer buyer{0};
  Exporter seller{0};
};

/// The cell that an entry's trade stands in.
[[nodiscard]] TradeCell cell_of(const ResolvedTariffChange& change, const CoveredTrade& trade);

/// Applies one tariff, tax or wedge of a case to a shock, as to_shock() does, and returns the cells that it speaks of.
///
/// An entry of another kind, or not in force, changes nothing. Costs as much as the entry has cells, however large
/// the economy is.
/// Errors  those of to_shock().
std::vector<TradeCell> apply_entry(const ResolvedScenario& scenario, const Compare& compare,
                                   const ResolvedAction& action, const Baseline& baseline, Shock& shock);

/// What the entries of one compared case commit to, in million of the baseline's currency at its own prices.
///
///     target = total, or base + add, or base (1 + change);   customs dollars times base flow / base trade at customs
///
/// Dates count as in to_shock. How dollars were carried over is added to `notes`.
/// Errors  InputError with file:line:column where a purchase by year has no amount for the case's year.
[[nodiscard]] std::vector<Commitment> commitments(const ResolvedScenario& scenario, const Compare& compare,
                                                  std::vector<std::string>& notes);

/// The services and technology reforms of one compared case; those that are left out are named in `notes`.
[[nodiscard]] std::vector<AffiliateReform> affiliate_reforms(const ResolvedScenario& scenario, const Compare& compare,
                                                             std::vector<std::string>& notes);

}  // namespace parley::scenario
