#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "parley/base/cancelled.hpp"
#include "parley/base/error.hpp"
#include "parley/numerics/sampling.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/uncertainty/process_group.hpp"

namespace parley::uncertainty {

/// What is not known about a number: the distribution of the factor that it is multiplied with.
struct Uncertainty {
  enum class Shape { none, lognormal, uniform, triangular };
  Shape shape = Shape::none;
  double low = 1;   ///< lognormal: the standard deviation of the logarithm (the median is one)
  double mode = 1;  ///< triangular only
  double high = 1;
  std::string text = "none";
};
/// "none", "lognormal:0.3", "uniform:0.5:1.5", "triangular:0.5:1:2"; InputError for anything else.
[[nodiscard]] Uncertainty parse_uncertainty(const std::string& text, const Place& place);
/// The factor at a standard normal score.
[[nodiscard]] double factor(const Uncertainty& uncertainty, double score);

/// How a scenario's inputs vary together.
///
/// Scores: elasticity of sector j   z_j = sqrt(r) c + sqrt(1-r) e_j;   size of all shocks   s = q c + sqrt(1-q^2) e_s
/// with c, e_j, e_s independent standard normals, r the correlation between sectors, q that of shocks with c.
struct SensitivityPlan {
  Uncertainty elasticities;
  Uncertainty shocks;  ///< the factor on ln(1+t), ln(1+x) and ln d of every case
  double sector_correlation = 0;
  double shock_correlation = 0;
  numerics::SamplingPlan sampling;  ///< its dimension is set from the baseline
};

/// Where draws are kept, so that a killed run goes on where it stopped.
class DrawStore {
 public:
  virtual ~DrawStore() = default;
  [[nodiscard]] virtual std::vector<Draw> load() = 0;
  virtual void save(const std::vector<Draw>& draws) = 0;
};
/// An SQLite file; InputError where it is none or belongs to another plan, MachineFailure where it cannot be written.
[[nodiscard]] std::unique_ptr<DrawStore> open_draw_store(const std::filesystem::path& file,
                                                         const std::string& plan_key);

/// How one number spreads over the draws.
struct Spread {
  double central = 0;  ///< with the inputs as they are
  double mean = 0, standard_deviation = 0;
  double p05 = 0, median = 0, p95 = 0;  ///< NaN under quadrature, which knows moments only
};

/// One row of the interval table.
struct Interval {
  std::string case_name;
  study::HeadlineItem item;
  Spread spread;
};

/// A purchase of a case, when what keeps it at the central inputs stays and the inputs turn out otherwise.
struct QuantityInterval {
  std::string case_name;
  std::string id;  ///< of the entry
  double target = 0;
  Spread spread;              ///< of the quantity, million, in the commitment's unit
  double missed = 0;          ///< share of the draws that fall short of it; NaN under quadrature
  double mean_shortfall = 0;  ///< by how much, over the draws that fall short, million
};

/// What one factor alone does between its 10th and 90th percentile.
struct TornadoBar {
  std::string factor;
  double low = 0, high = 0;  ///< the outcome at the factor's low and high end
};

struct Sensitivity {
  study::Problem problem;
  SensitivityPlan plan;
  std::vector<Draw> draws;  ///< by index
  std::size_t failed = 0;
  std::vector<Interval> intervals;
  std::vector<QuantityInterval> quantities;  ///< of the cases' purchases; draws hold them after the headline
  std::string tornado_case;
  Country tornado_country{0};
  double tornado_central = 0;
  std::vector<TornadoBar> tornado;  ///< real income of the first party, widest first
};

struct SensitivityOptions {
  study::RunOptions run;
  SensitivityPlan plan;
  std::string case_name;    ///< only this case; "" all
  std::size_t threads = 0;  ///< 0: as many as the machine has
};

/// Solves the scenario under every draw of the plan and puts intervals around the headline.
///
/// `problem` is what study::read_problem() made of options.run.
/// Draws depend on the seed and their index alone: any number of threads and of processes gives the same digits.
/// `group` is who was started together with this process, which leads; the others call serve_sensitivity().
/// Errors  InputError; NotSolved where the central case fails; Cancelled, which says how much is kept;
///         where another process failed, what it threw. Failed draws are counted, never dropped silently.
[[nodiscard]] Sensitivity sensitivity(study::Problem problem, const SensitivityOptions& options, DrawStore* store,
                                      Observer& observer, ProcessGroup* group = nullptr);

/// Makes draws for the leader of the team; what `options` or a draw throws is told to the leader.
void serve_sensitivity(Team& team, const std::function<SensitivityOptions()>& options);

/// The headline of one case under the baseline's elasticities and under every named set.
struct SetComparison {
  std::string case_name;
  std::vector<std::string> sets;         ///< "baseline", then the names
  std::vector<std::string> notes;        ///< what each set left as it was, or why it has no solution
  std::vector<study::HeadlineRow> rows;  ///< a value for every set; NaN where it has no solution
};
/// `problem` is what study::read_problem() made of options.run.
/// Errors  InputError where there are no named sets; NotSolved where the problem's own elasticities give no solution.
[[nodiscard]] SetComparison compare_sets(const study::Problem& problem, const SensitivityOptions& options);

/// What identifies a plan and its inputs, for DrawStore.
[[nodiscard]] std::string plan_key(const study::Problem& problem, const SensitivityOptions& options);

}  // namespace parley::uncertainty
