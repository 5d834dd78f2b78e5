#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "parley/base/error.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

std::string chip_orders(const std::string& further) {
  return fmt::format(
      "format = 1\ntitle = \"Chips\"\nbaseline = \"world-2017\"\nparties = [\"CHN\", \"USA\", \"KOR\", \"TWN\"]\n"
      "[[request]]\nid = \"chips\"\ntitle = \"Chips\"\nfrom = \"USA\"\nto = \"CHN\"\n"
      "purchase = {{ sectors = [\"SEM\"], add_musd = 11000, valuation = \"customs\", customs_musd = 11050{} }}\n",
      further);
}

RunResult answered(const std::string& further) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "s.toml", chip_orders(further));
  Observer silent;
  return compute({.scenario = folder / "s.toml", .baseline = test::project() / "tests/fixtures/world-2017-basic"},
                 silent);
}

RunResult with_levy(const std::string& levy) {
  return answered(fmt::format(", from_suppliers = [\"KOR\", \"TWN\"], levy_goes_to = \"{}\"", levy));
}

double gain(const RunResult& result, const char* code) {
  return result.cases.at(0).outcome.equivalent_variation_musd(*result.baseline.economy.find_country(code));
}

/// The method page's figures, made by another program on this table: China's cost and what Korea has of it.
TEST(Levy, CostsTheBuyerWhatAnIndependentProgramFound) {
  EXPECT_NEAR(gain(with_levy("treasury"), "CHN"), -365, 1);
  EXPECT_NEAR(gain(with_levy("nobody"), "CHN"), -1490, 1);
  const RunResult sellers = with_levy("sellers");
  EXPECT_NEAR(gain(sellers, "CHN"), -1496, 1);
  EXPECT_NEAR(gain(sellers, "KOR"), 244, 1);
}

TEST(Levy, ItsLosersHaveLinesOfTheirOwn) {
  RunResult result = with_levy("nobody");
  result.scenario.parties = {"USA", "CHN"};
  std::vector<std::string> lines;
  for (const HeadlineRow& row : headline(result)) {
    if (row.item.country != "USA" && row.item.country != "CHN") lines.push_back(row.item.country + " " + row.item.unit);
  }
  EXPECT_THAT(lines, testing::ElementsAre("KOR %", "KOR bn USD", "TWN %", "TWN bn USD", " %"));
}

TEST(Levy, GoesToNobodyUnlessTheFileSaysOtherwise) {
  const RunResult silent = answered(", from_suppliers = [\"KOR\", \"TWN\"]");
  EXPECT_EQ(silent.cases[0].commitments[0].levy_goes_to, Commitment::Levy::nobody);
  EXPECT_EQ(gain(silent, "CHN"), gain(with_levy("nobody"), "CHN"));
}

/// The dearer goods put into the shock by hand, solved from the base without any commitment.
TEST(Levy, IsTheSameAsItsWedgesPutInByHand) {
  for (const Commitment::Levy levy : levies) {
    const RunResult result = with_levy(std::string(to_string(levy)));
    const CaseResult& solved = result.cases[0];
    const CommitmentOutcome& outcome = solved.committed[0];
    const Economy& labels = result.baseline.economy;
    const Sector chips = *labels.find_sector("SEM");
    const Importer china = importer(*labels.find_country("CHN"));
    Shock shock = no_shock(result.baseline);
    const auto dearer = [](double& rate, double y) { rate = (1 + rate) * std::exp(y) - 1; };
    dearer(shock.tariff_new(chips, china, exporter(*labels.find_country("USA"))), -outcome.wedge);
    double levied = 0;
    for (const char* code : {"KOR", "TWN"}) {
      const Exporter i = exporter(*labels.find_country(code));
      if (levy == Commitment::Levy::nobody) shock.iceberg_hat(chips, china, i) = std::exp(outcome.crowding);
      if (levy == Commitment::Levy::treasury) dearer(shock.tariff_new(chips, china, i), outcome.crowding);
      if (levy == Commitment::Levy::sellers) dearer(shock.export_tax_new(chips, china, i), outcome.crowding);
    }
    const Equilibrium alone = solve(result.baseline, shock);
    ASSERT_TRUE(alone.report.usable());
    for (const Country n : labels.countries())
      EXPECT_NEAR(equivalent_variation_musd(result.baseline, alone, n), solved.outcome.equivalent_variation_musd(n),
                  1e-3)
          << to_string(levy) << " " << labels.code(n);
    for (const char* code : {"KOR", "TWN"}) {
      const Exporter i = exporter(*labels.find_country(code));
      levied += alone.flow_new(chips, china, i) * (1 + shock.export_tax_new(chips, china, i)) *
                (1 + shock.tariff_new(chips, china, i)) * (1 - std::exp(-outcome.crowding));
    }
    EXPECT_NEAR(outcome.levy, levied, 1e-6 * levied) << to_string(levy);
  }
}

TEST(Levy, WithoutNamedSuppliersIsRefused) {
  try {
    (void)answered(", levy_goes_to = \"nobody\"");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("means nothing where no suppliers make way"));
  }
}

}  // namespace
}  // namespace parley::study
