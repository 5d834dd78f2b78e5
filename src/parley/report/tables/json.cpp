#include <nlohmann/json.hpp>

#include "parley/base/percent.hpp"
#include "parley/report/tables/closure_files.hpp"
#include "parley/report/tables/duty_files.hpp"
#include "parley/report/tables/horizons_files.hpp"
#include "parley/report/tables/ranges_files.hpp"
#include "parley/report/tables/strategy_files.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

Json solve_json(const SolveReport& report) {
  return {{"status", to_string(report.status)},
          {"iterations", report.iterations},
          {"evaluations", report.evaluations},
          {"residual", report.residual}};
}

Json countries_json(const Baseline& baseline, const study::CaseResult& solved) {
  const study::SolvedWorld world = study::solved_world(baseline, solved);
  const std::vector<const study::OutcomeMeasure*> columns = study::columns_of(study::OutcomeMeasure::Scope::country);
  Json rows;
  for (const Country n : baseline.economy.countries()) {
    Json& row = rows[baseline.economy.code(n)];
    for (const study::OutcomeMeasure* measure : columns) {
      if (measure->is_in_json) row[std::string(measure->id)] = measure->value(world, {.country = n});
    }
  }
  return rows;
}

/// What each entry contributes, by its id.
///
/// An ordered object looks through all of its keys for each new one; ids are unique, so that the keys are put down as
/// they come, and a file of ten thousand entries does not cost their square.
Json entries_json(const std::vector<study::ActionTerm>& terms) {
  Json entries = Json::object();
  auto& members = entries.get_ref<Json::object_t&>();
  for (const study::ActionTerm& term : terms)
    members.Json::object_t::Container::emplace_back(term.id, term.contribution);
  return entries;
}

/// The exact changes of real income by entry and by channel, log points.
Json explained_json(const Baseline& baseline, const study::CaseResult& solved) {
  Json countries = Json::object();
  if (!solved.explanation_failure.empty()) countries["failure"] = solved.explanation_failure;
  for (const study::ExplainedChange& change : solved.explained) {
    countries[baseline.economy.code(change.split.country)] = {
        {"total_log_points", change.split.total},           {"entries", entries_json(change.actions)},
        {"terms_of_trade", change.channels.terms_of_trade}, {"volume_of_trade", change.channels.volume_of_trade},
        {"wedge_cost", change.channels.wedge_cost},         {"transfers", change.channels.transfers}};
  }
  return countries;
}

/// What purchases, quotas and restraints came to.
Json commitments_json(const Baseline& baseline, const study::CaseResult& solved) {
  Json list = Json::array();
  for (std::size_t k = 0; k < solved.commitments.size(); ++k) {
    const Commitment& commitment = solved.commitments[k];
    const CommitmentOutcome& outcome = solved.committed[k];
    list.push_back({{"id", commitment.id},
                    {"buyer", baseline.economy.code(country(commitment.buyer))},
                    {"supplier", baseline.economy.code(country(commitment.supplier))},
                    {"target_musd", commitment.target},
                    {"reached_musd", outcome.reached},
                    {"without_musd", outcome.without},
                    {"binds", outcome.binds},
                    {"subsidy_or_tax_pct", percent_of_log(outcome.wedge)},
                    {"tax_on_named_suppliers_pct", percent_of_log(outcome.crowding)},
                    {"levy_musd", outcome.levy},
                    {"levy_goes_to", to_string(commitment.levy_goes_to)},
                    {"outlay_musd", outcome.outlay},
                    {"licence_rent_musd", outcome.licence_rent},
                    {"rent_to_exporter_musd", outcome.rent_to_exporter}});
  }
  return list;
}

/// What services and technology reforms came to.
Json reforms_json(const Baseline& baseline, const study::CaseResult& solved) {
  Json list = Json::array();
  for (std::size_t k = 0; k < solved.reformed.size(); ++k) {
    const AffiliateReform& reform = solved.reforms[k];
    const ReformOutcome& outcome = solved.reformed[k];
    list.push_back({{"id", reform.id},
                    {"host", baseline.economy.code(reform.host)},
                    {"owner", baseline.economy.code(reform.owner)},
                    {"sector", baseline.economy.code(reform.sector)},
                    {"affiliates_cost_pct", 100 * (outcome.cost_hat - 1)},
                    {"affiliates_cost_low_pct", 100 * (outcome.cost_hat_low - 1)},
                    {"affiliates_cost_high_pct", 100 * (outcome.cost_hat_high - 1)},
                    {"affiliates_share_before_pct", 100 * outcome.share_before},
                    {"affiliates_share_after_pct", 100 * outcome.share_after},
                    {"owner_income_before_musd", outcome.owner_income_before},
                    {"owner_income_after_musd", outcome.owner_income_after},
                    {"value_of_acceleration_musd", outcome.value_of_acceleration}});
  }
  return list;
}

/// By case why it was not solved in other models.
Json model_failures_json(const study::Study& study) {
  Json failures = Json::object();
  for (std::size_t at = 0; at < study.models.size(); ++at) {
    if (!study.models[at].value) failures[study.result.cases[at].compare.name] = study.models[at].failure;
  }
  return failures;
}

}  // namespace

std::string result_json(const study::Study& study) {
  const study::RunResult& result = study.result;
  Json json{{"title", result.scenario.title},
            {"baseline", result.baseline.info.name},
            {"year", result.baseline.info.year},
            {"currency", result.baseline.info.currency},
            {"notes", result.notes},
            {"horizons", horizon_json(result, study.horizons)},
            {"closure", closure_json(result, study.closures)},
            {"ranges", ranges_json(result)},
            {"cases", Json::array()}};
  for (const study::CaseResult& solved : result.cases) {
    json["cases"].push_back({{"name", solved.compare.name},
                             {"entries", solved.compare.actions},
                             {"world_real_income_pct", solved.outcome.world_real_income_pct},
                             {"solve", solve_json(solved.equilibrium.report)},
                             {"notes", solved.shock.notes},
                             {"static_duties", duties_json(result, solved)},
                             {"commitments", commitments_json(result.baseline, solved)},
                             {"reforms", reforms_json(result.baseline, solved)},
                             {"explained", explained_json(result.baseline, solved)},
                             {"countries", countries_json(result.baseline, solved)}});
  }
  if (study.strategy) json["chapters"]["strategy"] = strategy_json(*study.strategy);
  if (study.deal && !study.deal->value) json["chapters"]["deal"]["failure"] = study.deal->failure;
  if (const Json failures = model_failures_json(study); !failures.empty())
    json["chapters"]["models"]["failures"] = failures;
  return text::json_text(json);
}

std::string manifest_json(const study::RunResult& result, const std::set<std::string>& files) {
  const study::Manifest& manifest = result.manifest;
  Json json{{"parley_version", manifest.parley_version},
            {"commit", manifest.commit},
            {"compiler", manifest.compiler},
            {"command", manifest.command},
            {"scenario", manifest.scenario},
            {"baseline", manifest.baseline},
            {"elasticities", manifest.elasticities},
            {"horizon", manifest.horizon},
            {"created_utc", manifest.created_utc},
            {"inputs", Json::array()}};
  for (const study::InputFile& input : manifest.inputs) {
    json["inputs"].push_back({{"path", input.path}, {"sha256", input.sha256}, {"bytes", input.bytes}});
  }
  json["files"] = files;
  json["scenario_text"] = result.scenario.text;
  return text::json_text(json);
}

std::string certificate_json(const study::RunResult& result) {
  Json json = Json::object();
  for (const study::CaseResult& solved : result.cases) {
    Json checks = Json::array();
    for (const Check& check : solved.certificate.checks) {
      checks.push_back({{"name", check.name},
                        {"claim", check.claim},
                        {"value", check.value},
                        {"tolerance", check.tolerance},
                        {"where", check.where},
                        {"holds", check.holds()}});
      if (!check.is_made()) checks.back()["not_made"] = check.not_made;
    }
    json[solved.compare.name] = {
        {"holds", solved.certificate.holds()}, {"solve", solve_json(solved.equilibrium.report)}, {"checks", checks}};
  }
  return text::json_text(json);
}

}  // namespace parley::report
