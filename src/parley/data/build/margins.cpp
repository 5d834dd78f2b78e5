#include "parley/data/build/margins.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/numerics/capped_balance.hpp"

namespace parley::data {
namespace {

using numerics::BalanceColumn;
using numerics::BalanceRow;
using numerics::BalanceTable;

/// Margins of every pair, and which services carried them, in the order of the options.
struct MarginFlows {
  Array<Sector, Importer, Exporter> margin;              ///< M
  std::vector<Array<Importer, Exporter>> service_share;  ///< l_p
};

bool is_abroad(Importer n, Exporter i) { return country(n) != country(i); }

/// w of one pair, before it is limited by the services that can carry it.
std::vector<double> wanted_margins(const BaselineData& data, const TargetTable& targets, double other_ratio, Importer n,
                                   Exporter i) {
  std::vector<double> want(data.economy.sector_count(), 0.0);
  double recorded = 0;
  double basic = 0;
  double gaps = 0;
  for (const Sector s : data.economy.sectors()) {
    if (!data.economy.sector(s).is_goods) continue;
    const double flow = data.flow(s, n, i);
    basic += flow;
    if (targets.knows(s, n, i)) {
      recorded += targets.value(s, n, i);
      want[s.value()] = std::max(targets.value(s, n, i) - flow, 0.0);
      gaps += want[s.value()];
    } else {
      want[s.value()] = std::max(other_ratio - 1, 0.0) * flow;
    }
  }
  if (targets.knows(n, i) && gaps > 0) {
    // Where sectors' gaps are partly the concordance's, no more moves than the pair lacks as a whole.
    const double factor = std::min(1.0, std::max(recorded - basic, 0.0) / gaps);
    for (double& each : want) each *= factor;
  }
  return want;
}

MarginFlows margin_flows(const BaselineData& data, const TargetTable& targets, const MarginOptions& options) {
  const std::size_t countries = data.economy.country_count();
  MarginFlows flows{Array<Sector, Importer, Exporter>(data.economy.sector_count(), countries, countries),
                    std::vector(options.sectors.size(), Array<Importer, Exporter>(countries, countries))};
  for (const Importer n : data.economy.importers()) {
    for (const Exporter i : data.economy.exporters()) {
      if (!is_abroad(n, i)) continue;
      double available = 0;
      for (const MarginSector& p : options.sectors) available += p.share * data.flow(p.sector, n, i);
      const std::vector<double> want = wanted_margins(data, targets, options.other_ratio, n, i);
      double sum = 0;
      for (const double each : want) sum += each;
      if (!(sum > 0 && available > 0)) continue;
      const double factor = std::min(1.0, available / sum);
      for (const Sector s : data.economy.sectors()) flows.margin(s, n, i) = factor * want[s.value()];
      for (std::size_t p = 0; p < options.sectors.size(); ++p) {
        const MarginSector& service = options.sectors[p];
        flows.service_share[p](n, i) = service.share * data.flow(service.sector, n, i) / available;
      }
    }
  }
  return flows;
}

/// The exporter's line: its goods are sold dearer and buy the services that were sold apart.
void move_exporters_side(const MarginFlows& flows, const MarginOptions& options, BaselineData& data) {
  for (const Exporter i : data.economy.exporters()) {
    for (const Importer n : data.economy.importers()) {
      for (const Sector s : data.economy.sectors()) {
        const double margin = flows.margin(s, n, i);
        if (margin == 0) continue;
        data.flow(s, n, i) += margin;
        for (std::size_t p = 0; p < options.sectors.size(); ++p) {
          const Sector service = options.sectors[p].sector;
          const double part = flows.service_share[p](n, i) * margin;
          data.flow(service, n, i) -= part;
          data.flow(service, importer(country(i)), i) += part;
          data.use(country(i), input(service), s) += part;
        }
      }
    }
  }
}

double margin_absorption(const BaselineData& data, Sector s, Country n) {
  double total = 0;
  for (const double value : data.flow.row(s, importer(n))) total += value;
  return total;
}

/// Uses of one product of one region by user, final use last.
std::vector<double> uses_by_user(const BaselineData& data, Country n, Sector s) {
  const std::span<const double> row = data.use.row(n, input(s));
  std::vector<double> result(row.begin(), row.end());
  double intermediate = 0;
  for (const double value : result) intermediate += value;
  result.push_back(std::max(0.0, margin_absorption(data, s, n) - intermediate));
  return result;
}

/// One region's margins as its users pay them; rows are goods or services, the last column is final use.
class ImportersSide {
 public:
  ImportersSide(const BaselineData& before, const MarginFlows& flows, const MarginOptions& options, Country n)
      : before_(&before), options_(&options), region_(n), users_(before.economy.sector_count() + 1) {
    goods_ = BalanceTable(before.economy.sector_count(), users_);
    service_total_.assign(options.sectors.size(), 0.0);
    for (const Exporter i : before.economy.exporters()) {
      for (const Sector s : before.economy.sectors()) {
        for (std::size_t p = 0; p < service_total_.size(); ++p) {
          service_total_[p] += flows.service_share[p](importer(n), i) * flows.margin(s, importer(n), i);
        }
      }
    }
    spread_over_users(flows);
  }

  /// Sends to final use the goods of users who buy too little of the services; what went there, million.
  double limit_users() {
    double sent = 0;
    cap_ = BalanceTable(options_->sectors.size(), users_);
    for (std::size_t p = 0; p < options_->sectors.size(); ++p) {
      const std::vector<double> by_user = uses_by_user(*before_, region_, options_->sectors[p].sector);
      for (std::size_t k = 0; k < users_; ++k) {
        cap_(BalanceRow(p), BalanceColumn(k)) = options_->most_of_use * by_user[k];
      }
    }
    for (std::size_t k = 0; k + 1 < users_; ++k) {
      const BalanceColumn user(k);
      double most = 0;
      for (const BalanceRow p : all<BalanceRow>(cap_.extent(0))) most += cap_(p, user);
      const double asked = user_total(user);
      if (asked <= most) continue;
      for (const BalanceRow s : all<BalanceRow>(goods_.extent(0))) {
        const double excess = (1 - most / asked) * goods_(s, user);
        goods_(s, user) -= excess;
        goods_(s, BalanceColumn(users_ - 1)) += excess;
        sent += excess;
      }
    }
    return sent;
  }

  void apply(BaselineData& data) const {
    BalanceTable seed(options_->sectors.size(), users_);
    std::vector<double> paid;
    for (std::size_t k = 0; k < users_; ++k) paid.push_back(user_total(BalanceColumn(k)));
    for (std::size_t p = 0; p < service_total_.size(); ++p) {
      for (std::size_t k = 0; k < users_; ++k) {
        const double cap = cap_(BalanceRow(p), BalanceColumn(k));
        seed(BalanceRow(p), BalanceColumn(k)) = cap > 0 ? service_total_[p] * paid[k] : 0;
      }
    }
    const numerics::BalancedTable given =
        numerics::capped_balance(seed, cap_, service_total_, paid, {.tolerance = 1e-14, .iteration_limit = 20000});
    if (given.report.largest_gap > 1e-12) {
      throw InputError({},
                       fmt::format("margins: users of {} cannot give up the services that goods carry (gap {:.1e})",
                                   data.economy.code(region_), given.report.largest_gap),
                       "are the shares of services that can be margins too high?");
    }
    for (const Sector k : data.economy.sectors()) {
      const BalanceColumn user(k.value());
      for (const Sector s : data.economy.sectors()) {
        data.use(region_, input(s), k) += goods_(BalanceRow(s.value()), user);
      }
      for (std::size_t p = 0; p < service_total_.size(); ++p) {
        data.use(region_, input(options_->sectors[p].sector), k) -= given.table(BalanceRow(p), user);
      }
    }
  }

 private:
  /// d[s,k]: each user buys the margin as it buys the goods.
  void spread_over_users(const MarginFlows& flows) {
    for (const Sector s : before_->economy.sectors()) {
      double margin = 0;
      for (const double value : flows.margin.row(s, importer(region_))) margin += value;
      if (margin == 0) continue;
      std::vector<double> by_user = uses_by_user(*before_, region_, s);
      double total = 0;
      for (const double value : by_user) total += value;
      if (!(total > 0)) {
        by_user.back() = 1;  // nobody bought it before: final use does
        total = 1;
      }
      for (std::size_t k = 0; k < users_; ++k) {
        goods_(BalanceRow(s.value()), BalanceColumn(k)) = margin * by_user[k] / total;
      }
    }
  }

  [[nodiscard]] double user_total(BalanceColumn user) const {
    double sum = 0;
    for (const BalanceRow s : all<BalanceRow>(goods_.extent(0))) sum += goods_(s, user);
    return sum;
  }

  const BaselineData* before_;
  const MarginOptions* options_;
  Country region_;
  std::size_t users_;
  BalanceTable goods_;  ///< d
  BalanceTable cap_;
  std::vector<double> service_total_;
};

}  // namespace

MovedMargins move_margins(BaselineData& data, const TargetTable& targets, const MarginOptions& options) {
  if (options.sectors.empty()) throw InputError({}, "margins: no service is named that carries them");
  MarginFlows flows = margin_flows(data, targets, options);
  MovedMargins moved;
  for (const double value : flows.margin.values()) moved.total_musd += value;
  const BaselineData before = data;
  move_exporters_side(flows, options, data);
  for (const Country n : data.economy.countries()) {
    ImportersSide side(before, flows, options, n);
    moved.to_final_musd += side.limit_users();
    side.apply(data);
  }
  moved.margin = std::move(flows.margin);
  return moved;
}

}  // namespace parley::data
