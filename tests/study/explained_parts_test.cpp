// Sums of an explanation on made-up parts whose totals can be seen at once.
#include "parley/study/cases/explained_parts.hpp"

#include <gtest/gtest.h>

#include "parley/study/cases/explain_case.hpp"
#include "support/symmetric_economy.hpp"

namespace parley::study {
namespace {

/// Three countries and two sectors; every cell of an array by partner and sector is a power of two.
Array<Partner, Sector> powers(double first) {
  Array<Partner, Sector> cells(3, 2);
  for (double& each : cells.values()) {
    each = first;
    first *= 2;
  }
  return cells;
}

TEST(ExplainedParts, AnInstrumentBelongsToThePartnerWhoseTradeItIsOn) {
  const Baseline baseline =
      calibrate(test::symmetric_economy({.countries = 3, .trade_elasticity = {4, 4}, .iceberg = 1.5}));
  Explanation split;
  split.country = Country(0);
  for (TradeCells& cells : split.by_instrument.values) cells = TradeCells(2, 3, 3);
  TradeCells& first = split.by_instrument.values[0];
  TradeCells& second = split.by_instrument.values[1];
  first(Sector(0), Importer(0), Exporter(1)) = 1;
  second(Sector(0), Importer(0), Exporter(1)) = 2;   // two instruments on one cell
  first(Sector(1), Importer(1), Exporter(0)) = 4;    // what the country sells
  first(Sector(1), Importer(2), Exporter(1)) = 8;    // between others
  second(Sector(0), Importer(0), Exporter(0)) = 16;  // at home
  split.by_claim = {32, 64, 128};
  Shock shock = no_shock(baseline);
  shock.claims = {{.payer = Country(0), .receiver = Country(2), .sector = Sector(0)},
                  {.payer = Country(2), .receiver = Country(0), .sector = Sector(1)},
                  {.payer = Country(1), .receiver = Country(2), .sector = Sector(1)}};
  const InstrumentSums sums = sum_instruments(baseline, shock, split);
  EXPECT_EQ(sums.with(Partner(0), Sector(0)), 16);
  EXPECT_EQ(sums.with(Partner(1), Sector(0)), 3);
  EXPECT_EQ(sums.with(Partner(1), Sector(1)), 4);
  EXPECT_EQ(sums.with(Partner(2), Sector(0)), 32);
  EXPECT_EQ(sums.with(Partner(2), Sector(1)), 64);
  EXPECT_EQ(sums.between_others(Sector(0)), 0);
  EXPECT_EQ(sums.between_others(Sector(1)), 136);
}

TEST(ExplainedParts, PartnersAndSectorsAreRankedAndZerosLeftOut) {
  InstrumentSums sums{Array<Partner, Sector>(3, 2), Array<Sector>(2)};
  sums.with(Partner(0), Sector(0)) = 1;
  sums.with(Partner(0), Sector(1)) = -1;  // cancels by partner, not by sector
  sums.with(Partner(1), Sector(0)) = 2;
  sums.with(Partner(2), Sector(1)) = -8;
  sums.between_others(Sector(0)) = 4;
  const std::vector<PartnerPart> partners = by_partner(sums);
  ASSERT_EQ(partners.size(), 3U);
  EXPECT_EQ(partners[0].other, Partner(2));
  EXPECT_EQ(partners[0].contribution, -8);
  EXPECT_FALSE(partners[1].other);
  EXPECT_EQ(partners[1].contribution, 4);
  EXPECT_EQ(partners[2].other, Partner(1));
  const std::vector<SectorPart> sectors = by_sector(sums);
  ASSERT_EQ(sectors.size(), 2U);
  EXPECT_EQ(sectors[0].sector, Sector(1));
  EXPECT_EQ(sectors[0].contribution, -9);
  EXPECT_EQ(sectors[1].contribution, 7);
  EXPECT_EQ(sum_beyond(partners, 1), 6);
  EXPECT_EQ(sum_beyond(partners, 3), 0);
}

TEST(ExplainedParts, ChannelsAndTermsAddUpToTheWhole) {
  Explanation split;
  split.terms_of_trade = powers(1);    // 63 together
  split.volume_of_trade = powers(64);  // 64 times as much
  split.wedge_cost = Array<Partner, Sector>(3, 2);
  split.wedge_cost(Partner(2), Sector(0)) = -10000;
  split.transfers = 5;
  split.total = 63 + 64 * 63 - 10000 + 5;
  const ChannelSums channels = channel_sums(split);
  EXPECT_EQ(channels.terms_of_trade, 63);
  EXPECT_EQ(channels.volume_of_trade, 64 * 63);
  EXPECT_EQ(channels.wedge_cost, -10000);
  EXPECT_EQ(channels.transfers, 5);
  const std::vector<ChannelTerm> terms = channel_terms(split);
  ASSERT_EQ(terms.size(), 13U);  // wedge costs of zero are left out
  EXPECT_EQ(terms[0].channel, Channel::wedge_cost);
  EXPECT_EQ(terms[0].other, Partner(2));
  EXPECT_EQ(terms[1].channel, Channel::volume_of_trade);
  EXPECT_EQ(terms[1].contribution, 64 * 32);
  EXPECT_EQ(terms[1].sector, Sector(1));
  EXPECT_EQ(left_over(split, terms, 13), 5);
  EXPECT_EQ(left_over(split, terms, 1), split.total + 10000);
}

TEST(ExplainedParts, TheLargestEntryIsThatInEitherDirection) {
  ExplainedChange change;
  EXPECT_EQ(largest_action(change), nullptr);
  change.actions = {{"a", "A", 1}, {"b", "B", -3}, {"c", "C", 2}};
  EXPECT_EQ(largest_action(change)->id, "b");
}

}  // namespace
}  // namespace parley::study
