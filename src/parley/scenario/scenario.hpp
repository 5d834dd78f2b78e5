#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/base/error.hpp"
#include "parley/economy/affiliate_reform.hpp"
#include "parley/economy/baseline.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/economy/shock.hpp"
#include "parley/scenario/deal_plan.hpp"
#include "parley/scenario/strategy_plan.hpp"

namespace parley::scenario {

/// "+25%", "-10%" add percentage points; "=15%" replaces; "<=15%" is a ceiling and never raises; ">=15%" a floor and
/// never lowers; "cut 50%" takes away that share of the rate; "by-line" adds what the lines of the list say.
struct Rate {
  enum class Kind { add, replace, ceiling, floor, cut, by_line };
  Kind kind = Kind::add;
  double fraction = 0;  ///< 0.25 for "25%"
  std::string text;     ///< as written
};

/// What an entry does to trade policy.
enum class Instrument { additional_duty, export_tax, non_tariff_wedge };

/// The share of one sector's trade that an entry hits, with where the share came from.
struct SectorCoverage {
  std::string sector;  ///< a code, or "*" for every goods sector
  double share = 1.0;
  std::string basis;                          ///< in words: "given", or the coverage file and column
  std::string origin = "";                    ///< whom the share is for; "" is every origin without a share of its own
  Place place = {};                           ///< where the sector or its share is written
  std::optional<double> rate = std::nullopt;  ///< points that by-line lists add to the covered trade on average
};

/// Partners, sectors or both that an entry spares, in part or in full, for a time or for good.
struct Exemption {
  std::vector<std::string> origin;   ///< empty: every origin
  std::vector<std::string> sectors;  ///< empty: every sector
  double share = 1.0;                ///< of the covered trade, in (0, 1]
  std::optional<Date> from;          ///< half-open: spared on [from, until)
  std::optional<Date> until;
  std::string note;
};

/// A quantity of trade that an entry commits to or limits, in the user's words and dollars.
struct QuantityTarget {
  Commitment::Kind kind = Commitment::Kind::purchase;
  Commitment::Instrument instrument = Commitment::Instrument::subsidy;
  Commitment::Unit unit = Commitment::Unit::value;
  std::vector<std::string> sectors;
  std::optional<double> add_musd;    ///< on top of the base year's trade
  std::optional<double> total_musd;  ///< altogether
  std::map<int, double> by_year;     ///< either of them by year, where they are; then both above are empty
  bool adds = true;                  ///< what by_year holds comes on top of the base year's trade
  std::optional<double> change;      ///< of the base year's trade, a fraction: -0.3 for "-30%"
  std::optional<double>
      customs_musd;  ///< the base year's trade as customs value it: the dollars above are such dollars
  std::vector<std::string> from_suppliers;
  double in_quota_tariff = 0;  ///< of a tariff-rate quota, fraction
  Commitment::Licences licences = Commitment::Licences::importer;
};

/// A reform that is asked for: what changes for the asking country's affiliates and licences in one sector.
struct AffiliateRequest {
  std::string key;  ///< "services" or "technology": the table that it stands in
  std::string sector;
  double affiliate_sales_musd = 0;
  double equity_cap_before = 1, equity_cap_after = 1;  ///< fractions
  double index_before = 0, index_after = 0;            ///< services trade restrictiveness
  RestrictivenessSlope slope;
  double wedge_before = 0, wedge_after = 0;                   ///< of forced transfer on affiliates' costs, fractions
  double licence_fees_musd = 0, licence_fees_after_musd = 0;  ///< at the base's sales
  double months_earlier = 0, months_until = 0;
  double interest_rate = 0.05;
};
/// Whether two requests change the same, timing apart.
[[nodiscard]] bool is_same_reform(const AffiliateRequest& a, const AffiliateRequest& b);

/// One [[action]] (a duty imposed) or tariff [[request]] (a duty asked to be cut), in the user's words.
struct Action {
  std::string id;
  std::string title;  ///< short label for tables; the id where absent
  bool is_request = false;
  std::string imposer;              ///< who sets the duty: the importer; for a request the country asked ("to")
  std::string asked_by;             ///< requests only ("from")
  std::vector<std::string> origin;  ///< partner codes; "*" is everybody else; for an export tax the destinations
  std::vector<std::string> origin_except;
  std::vector<Exemption> except;  ///< dated or partial exemptions
  bool mfn = false;               ///< a cut given to every origin
  Instrument instrument = Instrument::additional_duty;
  std::vector<SectorCoverage> coverage;  ///< one per sector hit
  Rate rate;
  std::optional<QuantityTarget> quantity;  ///< a purchase, quota or restraint; then there is no rate and no coverage
  std::optional<AffiliateRequest> affiliates;  ///< a services or technology reform; then there is nothing else
  std::optional<double> base_rate;  ///< what the covered goods pay today, a fraction; absent: the sector's mean
  std::string status;               ///< proposed | in_force | suspended | ended; free of meaning for named compares
  std::string answers;              ///< id of the action that this one answers
  std::optional<Date> announced;    ///< for the reader; nothing is computed from it
  std::optional<Date> effective;
  std::optional<Date> ends;             ///< half-open: in force on [effective, ends)
  std::string source;                   ///< citation
  std::vector<std::string> notes;       ///< budget scaling, clipped coverage, proxies: shown in the report
  Place place;                          ///< of the entry in the file
  std::map<std::string, Place> places;  ///< of its keys and list items, as "rate", "origin[1]"
};

/// One [[compare]]: a named combination of entries, solved side by side with the others.
struct Compare {
  std::string name;
  std::string title;  ///< column head; the name where absent
  std::string description;
  std::vector<std::string> actions;  ///< ids of actions and requests; may be empty: nothing changes
  std::optional<Date> on;            ///< where given, only what is in force that day counts
  Place place;
};

/// What the user asked, in their words and units, with the file line of each entry.
struct Scenario {
  std::filesystem::path file;
  std::string text;                                   ///< the file as read
  std::vector<std::filesystem::path> coverage_files;  ///< other files that were read for it, in the order of their use
  std::string title;
  std::string description;
  std::string baseline;  ///< folder name or path
  std::optional<Date> as_of;
  std::string elasticities;  ///< a named set of trade elasticities; "" for the baseline's own
  std::optional<DeficitRule> deficit_rule;
  std::string numeraire;             ///< country code, or "" for world value added
  std::vector<std::string> parties;  ///< the countries the story is about; absent: imposers and named origins
  std::vector<Action> actions;
  std::vector<Compare> compares;  ///< at least one: where the file has none, what is in force on as_of
  std::optional<DealPlan> deal;   ///< of [deal] and its [[issue]]s
  std::optional<StrategyPlan> strategy;
  std::filesystem::path market;         ///< the plan of prices to show beside the results; empty: none
  std::map<std::string, Place> places;  ///< of "numeraire", "parties[0]"
};

/// Reads a rate such as "+25%"; InputError at `place` for anything else, a rate over 400 % or a cut over 100 %.
[[nodiscard]] Rate parse_rate(const std::string& text, const Place& place);

/// The rate r(t) that a good paying `tariff` pays under `rate`.
///
///     add: t + r    replace: r    ceiling: min(t, r)    floor: max(t, r)    cut: t (1 - r)
///
/// Units  fractions (0.25 for 25 %).    Errors  none; an addition below -t gives a negative rate, which to_shock refuses.
[[nodiscard]] double apply(const Rate& rate, double tariff);

/// Whether the day lies in [effective, ends); a missing end leaves that side open.
[[nodiscard]] bool covers(const Action& action, const Date& day);

/// Reads and checks a scenario file against itself, its deal and strategy plans included; codes are checked by to_shock.
///
/// Errors  InputError with file:line:column for syntax, unknown keys (near miss suggested), wrong types, bad rates,
///         dates that do not exist, ids that are not unique or not known, plans that read_plans.hpp refuses.
[[nodiscard]] Scenario read(const std::filesystem::path& file);
/// The same for bytes in memory; relative files are looked up beside `file`.
[[nodiscard]] Scenario parse(const std::string& toml, const std::filesystem::path& file);

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
/// Errors  InputError with file:line:column for unknown country or sector codes (near miss suggested), an imposer among
///         its own origins (read), a duty on services, a tariff that would fall below zero or rise above 400 %.
[[nodiscard]] Shock to_shock(const Scenario& scenario, const Compare& compare, const Baseline& baseline);

/// What the entries of one compared case commit to, in million of the baseline's currency at its own prices.
///
///     target = total, or base + add, or base (1 + change);   customs dollars times base flow / base trade at customs
///
/// Dates count as in to_shock. How dollars were carried over is added to `notes`.
/// Errors  InputError with file:line:column for unknown codes, a supplier among those who make way, customs values of
///         trade that the baseline does not have.
[[nodiscard]] std::vector<Commitment> commitments(const Scenario& scenario, const Compare& compare,
                                                  const Baseline& baseline, std::vector<std::string>& notes);

/// The services and technology reforms of one compared case; errors as above.
[[nodiscard]] std::vector<AffiliateReform> affiliate_reforms(const Scenario& scenario, const Compare& compare,
                                                             const Baseline& baseline);

}  // namespace parley::scenario
