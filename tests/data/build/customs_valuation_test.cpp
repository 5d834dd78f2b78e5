#include "parley/data/build/customs_valuation.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "small_world.hpp"

namespace parley::data {
namespace {

constexpr std::size_t goods = 3;
constexpr Sector retail{3};
constexpr Sector transport{4};

/// A made-up world of four regions, three goods and three services; two of these carry margins.
BaselineData made_up(unsigned seed) {
  BaselineData data = test::small_world(4, 6, seed, 0.4);
  std::vector<Region> regions;
  for (const Country n : data.economy.countries()) regions.push_back(data.economy.region(n));
  std::vector<SectorLabel> labels;
  for (const Sector s : data.economy.sectors()) {
    labels.push_back(data.economy.sector(s));
    labels.back().is_goods = s.value() < goods;
  }
  data.economy = Economy(regions, labels);
  for (const Sector s : data.economy.sectors()) {
    if (s.value() >= goods) std::fill_n(data.tariff.values().begin() + static_cast<long>(16 * s.value()), 16, 0.0);
  }
  return data;
}

const ValuationOptions options{.margins = {{retail, 0.8}, {transport, 0.5}}};

/// Imports of region 0 from 1 are recorded whole at 1.3 times their basic price, sectors unevenly; one cell alone; a group.
CustomsTargets records(const BaselineData& data) {
  CustomsTargets targets;
  double total = 0;
  for (const Sector s : all<Sector>(goods)) {
    const double value = data.flow(s, Importer(0), Exporter(1)) * (s.value() == 0 ? 1.1 : 1.4);
    targets.cells.push_back({s, Importer(0), Exporter(1), value});
    total += value;
  }
  targets.pairs.push_back({Importer(0), Exporter(1), total});
  targets.cells.push_back({Sector(1), Importer(2), Exporter(3), 1.5 * data.flow(Sector(1), Importer(2), Exporter(3))});
  TargetGroup group{Importer(0), {Exporter(2), Exporter(3)}, Array<Sector>(6)};
  for (const Sector s : all<Sector>(goods)) {
    for (const Exporter i : group.exporters) group.musd(s) += 1.2 * data.flow(s, group.importer, i);
  }
  targets.groups.push_back(group);
  return targets;
}

double output(const BaselineData& data, Country i, Sector s) {
  double sum = 0;
  for (const Importer n : data.economy.importers()) sum += data.flow(s, n, exporter(i));
  return sum;
}

double absorption(const BaselineData& data, Country n, Sector s) {
  double sum = 0;
  for (const double value : data.flow.row(s, importer(n))) sum += value;
  return sum;
}

double inputs(const BaselineData& data, Country n, Sector k) {
  double sum = 0;
  for (const InputSector s : data.economy.input_sectors()) sum += data.use(n, s, k);
  return sum;
}

double final_use(const BaselineData& data, Country n, Sector s) {
  double sum = absorption(data, n, s);
  for (const double value : data.use.row(n, input(s))) sum -= value;
  return sum;
}

double balance(const BaselineData& data, Country n) {
  double sum = 0;
  for (const Sector s : data.economy.sectors()) sum += output(data, n, s) - absorption(data, n, s);
  return sum;
}

class CustomsValues : public testing::TestWithParam<unsigned> {
 public:
  BaselineData basic = made_up(GetParam());
  CustomsTargets targets = records(basic);
  CustomsValuation valued = to_customs_values(basic, targets, options);
};

TEST_P(CustomsValues, KeepValueAddedBalancesAndTheOutputOfServices) {
  for (const Country n : basic.economy.countries()) {
    EXPECT_NEAR(balance(valued.data, n), balance(basic, n), 1e-10);
    for (const Sector k : basic.economy.sectors()) {
      EXPECT_NEAR(output(valued.data, n, k) - inputs(valued.data, n, k), output(basic, n, k) - inputs(basic, n, k),
                  1e-10);
      if (k.value() >= goods) {
        EXPECT_NEAR(output(valued.data, n, k), output(basic, n, k), 1e-10);
      }
    }
  }
}

TEST_P(CustomsValues, KeepWhatEveryUserSpends) {
  for (const Country n : basic.economy.countries()) {
    double final_before = 0;
    double final_after = 0;
    for (const Sector k : basic.economy.sectors()) {
      final_before += final_use(basic, n, k);
      final_after += final_use(valued.data, n, k);
      // An exporter's users buy more, by the services that they sell on within their goods.
      double sold_on = 0;
      for (const Importer m : basic.economy.importers()) sold_on += valued.margins.margin(k, m, exporter(n));
      EXPECT_NEAR(inputs(valued.data, n, k), inputs(basic, n, k) + sold_on, 1e-10);
    }
    EXPECT_NEAR(final_after, final_before, 1e-10);
  }
}

TEST_P(CustomsValues, MeetPairTotalsExactlyAndLetSectorsBend) {
  double total = 0;
  for (const Sector s : all<Sector>(goods)) total += valued.data.flow(s, Importer(0), Exporter(1));
  EXPECT_NEAR(total / targets.pairs[0].total_musd, 1, 1e-10);
  for (const TargetCell& cell : targets.cells) {
    const double reached = valued.data.flow(cell.sector, cell.importer, cell.exporter);
    EXPECT_NEAR(std::log(reached / cell.musd), 0, 0.06);
  }
}

TEST_P(CustomsValues, AreNeverNegative) {
  for (const double value : valued.data.flow.values()) EXPECT_GT(value, 0);
  for (const double value : valued.data.use.values()) EXPECT_GE(value, 0);
  for (const Country n : basic.economy.countries()) {
    for (const Sector s : basic.economy.sectors()) EXPECT_GT(final_use(valued.data, n, s), 0);
  }
}

TEST_P(CustomsValues, MoveTheMarginOfTheGoodsIntoThem) {
  EXPECT_GT(valued.margins.total_musd, 0);
  EXPECT_NEAR(valued.other_ratio, 1.2, 1e-12);
  // A pair without records moves (rho - 1) F, as far as its services reach.
  const Importer n(3);
  const Exporter i(1);
  double want = 0;
  double services = 0;
  for (const Sector s : all<Sector>(goods)) want += 0.2 * basic.flow(s, n, i);
  services = 0.8 * basic.flow(retail, n, i) + 0.5 * basic.flow(transport, n, i);
  const double factor = std::min(1.0, services / want);
  for (const Sector s : all<Sector>(goods)) {
    EXPECT_NEAR(valued.margins.margin(s, n, i), factor * 0.2 * basic.flow(s, n, i), 1e-12);
    EXPECT_NEAR(valued.after_margins.flow(s, n, i), basic.flow(s, n, i) + valued.margins.margin(s, n, i), 1e-12);
  }
}

INSTANTIATE_TEST_SUITE_P(MadeUpWorlds, CustomsValues, testing::Values(1U, 2U, 3U, 4U, 5U, 6U, 7U));

TEST(CustomsValuation, ChangesNothingWhereRecordsAreTheFlows) {
  const BaselineData basic = made_up(9);
  CustomsTargets targets;
  double total = 0;
  for (const Sector s : all<Sector>(goods)) {
    targets.cells.push_back({s, Importer(1), Exporter(2), basic.flow(s, Importer(1), Exporter(2))});
    total += targets.cells.back().musd;
  }
  targets.pairs.push_back({Importer(1), Exporter(2), total});
  const CustomsValuation valued = to_customs_values(basic, targets, options);
  EXPECT_EQ(valued.margins.total_musd, 0);
  for (std::size_t cell = 0; cell < basic.flow.size(); ++cell) {
    EXPECT_NEAR(valued.data.flow.values()[cell], basic.flow.values()[cell], 1e-9);
  }
}

TEST(CustomsValuation, RefusesRecordsThatMakeNoSense) {
  const BaselineData basic = made_up(9);
  const auto with = [&](const CustomsTargets& targets) {
    return [&basic, targets] { static_cast<void>(to_customs_values(basic, targets, options)); };
  };
  const TargetCell cell{Sector(0), Importer(0), Exporter(1), 5};
  EXPECT_THROW(with({.cells = {{Sector(0), Importer(0), Exporter(0), 5}}})(), InputError);
  EXPECT_THROW(with({.cells = {{retail, Importer(0), Exporter(1), 5}}})(), InputError);
  EXPECT_THROW(with({.cells = {{Sector(0), Importer(0), Exporter(1), -5}}})(), InputError);
  EXPECT_THROW(with({.cells = {cell, cell}})(), InputError);
  EXPECT_THROW(with({.pairs = {{Importer(0), Exporter(1), 5}}})(), InputError);
  // Far more than the exporter makes: no table has this total.
  EXPECT_THROW(
      with({.cells = {{Sector(0), Importer(0), Exporter(1), 1e4}}, .pairs = {{Importer(0), Exporter(1), 1e4}}})(),
      InputError);
}

}  // namespace
}  // namespace parley::data
