#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/equilibrium/certificate.hpp"
#include "parley/equilibrium/commitments/commitments.hpp"
#include "parley/equilibrium/commitments/services.hpp"
#include "parley/equilibrium/equilibrium.hpp"
#include "parley/equilibrium/explain.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/market/plan.hpp"
#include "parley/scenario/resolve.hpp"
#include "parley/study/cases/explained_parts.hpp"
#include "parley/study/cases/ranges.hpp"

namespace parley::study {

/// What one entry of the scenario contributes to a change.
struct ActionTerm {
  std::string id;
  std::string title;
  double contribution = 0;  ///< log points; of revenue and exports millions
};

/// The exact change of one measure, with what made it.
struct ExplainedChange {
  Explanation split;
  std::vector<ActionTerm> actions;         ///< in the order of the file; they add up to split.total
  std::vector<PartnerPart> partners = {};  ///< by whose trade is touched, largest first; they add up to split.total
  std::vector<SectorPart> sectors = {};    ///< the same by sector
  ChannelSums channels = {};               ///< of real income; they add up to split.total
  std::vector<ChannelTerm> terms =
      {};                    ///< of real income, largest first; with the transfers they add up to split.total
  std::string failure = {};  ///< why the change could not be split, the other members are then no result; else ""
};

/// One compared case, solved.
struct CaseResult {
  scenario::Compare compare;
  Shock shock;
  Equilibrium equilibrium;
  Outcome outcome;
  Certificate certificate;
  std::vector<Commitment> commitments;  ///< what purchases, quotas and restraints of this case come to
  std::vector<CommitmentOutcome> committed;
  std::vector<AffiliateReform> reforms;  ///< what changes for foreign affiliates and licences
  std::vector<ReformOutcome> reformed;
  Equilibrium without_commitments;         ///< the same case without them; empty where there are none
  std::vector<ExplainedChange> explained;  ///< of the parties; empty where nothing was asked
  std::string explanation_failure;         ///< why some or all of the changes could not be split; else ""
};

/// One input file with what identifies its content.
struct InputFile {
  std::string path;  ///< as the user knows it, relative to the baseline folder or scenario
  std::string sha256;
  std::size_t bytes = 0;
};

/// What a colleague needs to get the same digits.
struct Manifest {
  std::string parley_version;
  std::string commit;  ///< "unknown" outside a checkout
  std::string compiler;
  std::string command;            ///< "parley run scenarios/us-china-march-2018.toml"
  std::string scenario;           ///< the scenario file's path as given
  std::string created_utc;        ///< from SOURCE_DATE_EPOCH where set
  std::string baseline = {};      ///< folder that was given instead of the scenario's; else ""
  std::string elasticities = {};  ///< named set that was given instead of the scenario's; else ""
  std::string horizon = {};       ///< that was given instead of the scenario's; else ""
  std::vector<InputFile> inputs;
};

/// A scenario with its compared cases solved.
struct RunResult {
  Baseline baseline;                  ///< the economy the shocks were applied to (balanced where the rule says so)
  std::optional<Baseline> base_year;  ///< the economy as read, where the rule takes deficits of it away
  Horizon horizon = Horizon::long_run;
  std::optional<Baseline> long_run;  ///< of the short run: the same economy before what a year leaves of its answers
  scenario::Scenario scenario;
  scenario::ResolvedScenario resolved;      ///< the same in the baseline's indices; empty where only files were read
  std::optional<market::EventPlan> market;  ///< the scenario's plan of prices, where it names one
  std::vector<CaseResult> cases;
  std::optional<HeadlineRanges> ranges = {};  ///< of the headline; absent where they were not asked for or not found
  Manifest manifest;
  std::vector<std::string> notes;  ///< from reading and solving, in words
};

}  // namespace parley::study
