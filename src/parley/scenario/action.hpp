#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/base/error.hpp"
#include "parley/economy/affiliate_reform.hpp"
#include "parley/economy/commitment.hpp"
#include "parley/economy/policy_instruments.hpp"
#include "parley/tariff/law/exemption.hpp"
#include "parley/tariff/law/rate.hpp"

namespace parley::scenario {

using tariff::Rate;
using tariff::RateKind;

/// The share of one sector's trade that an entry hits, with where the share came from.
struct SectorCoverage {
  std::string sector;  ///< a code, or "*" for every goods sector
  double share = 1.0;
  std::string basis;                          ///< in words: "given", or the coverage file and column
  std::string origin = "";                    ///< whom the share is for; "" is every origin without a share of its own
  Place place = {};                           ///< where the sector or its share is written
  std::optional<double> rate = std::nullopt;  ///< points that by-line lists add to the covered trade on average
  /// What the list hits in the records that it was added up from, carried to its official total where it has one: million
  /// at customs values; absent where the share speaks for other origins or was given.
  std::optional<double> official_musd = std::nullopt;
};

/// Partners, sectors or both that an entry spares, in part or in full, for a time or for good.
struct SectorExemption : tariff::Exemption {
  std::vector<std::string> sectors;  ///< empty: every sector
};

/// A tariff, an export tax or a wedge that is set or asked to be cut: who is hit by how much.
struct TariffChange {
  PolicyInstrument instrument = PolicyInstrument::tariff;
  std::vector<SectorCoverage> coverage;  ///< one per sector hit
  std::optional<Rate> rate;              ///< absent: by line, what the coverage says for each sector
  std::optional<double> base_rate;       ///< what the covered goods pay today, a fraction; absent: the sector's mean
  std::vector<SectorExemption> except;   ///< dated or partial exemptions
  bool mfn = false;                      ///< a cut given to every origin
};

/// A purchase, quota or restraint: a quantity of trade that is committed to or limited, in the user's words and dollars.
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
  Commitment::Levy levy_goes_to = Commitment::Levy::nobody;
  double in_quota_tariff = 0;  ///< of a tariff-rate quota, fraction
  Commitment::Licences licences = Commitment::Licences::importer;
};

/// A services or technology reform that is asked for: what changes for the asking country's affiliates and licences in
/// one sector.
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
/// One [[action]] or [[request]], in the user's words.
struct Action {
  std::string id;
  std::string title;  ///< short label for tables; the id where absent
  bool is_request = false;
  std::string imposer;  ///< who acts: the importer of a duty; for a request the country asked ("to")
  /// The same by code: one country, or the members of the customs union that acts; with_codes_of() fills it.
  std::vector<std::string> imposers = {};
  std::string asked_by;             ///< requests only ("from")
  std::vector<std::string> origin;  ///< partner codes; "*" is everybody else; for an export tax the destinations
  std::vector<std::string> origin_except;
  std::variant<TariffChange, QuantityTarget, AffiliateRequest> change;
  std::string status;                   ///< proposed | in_force | suspended | ended, or empty
  std::string answers;                  ///< id of the action that this one answers
  std::optional<Date> announced;        ///< for the reader; nothing is computed from it
  Validity validity;                    ///< in force on [effective, ends)
  std::string source;                   ///< citation
  std::vector<std::string> notes;       ///< budget scaling, clipped coverage, proxies: shown in the report
  Place place;                          ///< of the entry in the file
  std::map<std::string, Place> places;  ///< of its keys and list items, as "rate", "origin[1]"
};

/// Who acts, by code.
[[nodiscard]] std::vector<std::string> imposers_of(const Action& action);

/// Whether the status says that the entry does not hold any more: it then counts only in a case that names it and has
/// no day.
[[nodiscard]] bool is_over(const Action& action);

/// The rate as written; empty where an entry changes none.
[[nodiscard]] std::string rate_text(const Action& action);

/// The key under which an entry names its partners: "origin", "destination" where the imposer sells, "from" of a request.
[[nodiscard]] std::string partner_key(const Action& action);

}  // namespace parley::scenario
