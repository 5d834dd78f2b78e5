#include "parley/report/tables/tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace parley::report {
namespace {

class Csv {
 public:
  explicit Csv(std::string_view header) { text_.append(header); }
  Csv& begin(std::string_view code) {
    text_.push_back('\n');
    text_.append(code);
    return *this;
  }
  Csv& code(std::string_view code) {
    text_.push_back(',');
    text_.append(code);
    return *this;
  }
  Csv& number(double value) {
    text_.push_back(',');
    if (std::isfinite(value)) fmt::format_to(std::back_inserter(text_), "{}", value);
    return *this;
  }
  std::string take() {
    text_.push_back('\n');
    return fmt::to_string(text_);
  }

 private:
  fmt::memory_buffer text_;
};

}  // namespace

std::string country_csv(const Baseline& baseline, const study::CaseResult& solved) {
  const Outcome& out = solved.outcome;
  Csv csv(
      "country,welfare_pct,real_income_pct,equivalent_variation_musd,terms_of_trade_pct,volume_of_trade_pct,wedge_cost_"
      "pct,"
      "real_wage_pct,wage_hat,price_index_hat,exports_pct,imports_pct,tariff_revenue_change_musd,transfers_pct");
  for (const Country n : baseline.economy.countries()) {
    csv.begin(baseline.economy.code(n));
    for (const Array<Country>* column :
         {&out.welfare_pct, &out.real_income_pct, &out.equivalent_variation_musd, &out.terms_of_trade_pct,
          &out.volume_of_trade_pct, &out.wedge_cost_pct, &out.real_wage_pct, &out.wage_hat, &out.price_index_hat,
          &out.exports_pct, &out.imports_pct, &out.tariff_revenue_change_musd, &out.transfers_pct}) {
      csv.number((*column)(n));
    }
  }
  return csv.take();
}

std::string sector_csv(const Baseline& baseline, const study::CaseResult& solved) {
  const Outcome& out = solved.outcome;
  Csv csv("country,sector,output_pct,value_added_pct,employment_pct,price_pct,exports_pct,imports_pct");
  for (const Country n : baseline.economy.countries()) {
    for (const Sector s : baseline.economy.sectors()) {
      csv.begin(baseline.economy.code(n)).code(baseline.economy.code(s));
      for (const Array<Country, Sector>* column : {&out.output_pct, &out.value_added_pct, &out.employment_pct,
                                                   &out.price_pct, &out.sector_exports_pct, &out.sector_imports_pct}) {
        csv.number((*column)(n, s));
      }
    }
  }
  return csv.take();
}

std::string bilateral_csv(const Baseline& baseline, const study::CaseResult& solved) {
  Csv csv("exporter,importer,sector,flow_before_musd,flow_after_musd,change_pct,tariff_before_pct,tariff_after_pct");
  const Economy& labels = baseline.economy;
  for (const Exporter i : labels.exporters()) {
    for (const Importer n : labels.importers()) {
      for (const Sector s : labels.sectors()) {
        const double before = baseline.flow(s, n, i);
        const double after = solved.equilibrium.flow_new(s, n, i);
        csv.begin(labels.code(country(i))).code(labels.code(country(n))).code(labels.code(s));
        csv.number(before).number(after).number(before > 0.0 ? 100.0 * (after / before - 1.0) : std::nan(""));
        csv.number(100.0 * baseline.tariff(s, n, i)).number(100.0 * solved.shock.tariff_new(s, n, i));
      }
    }
  }
  return csv.take();
}

std::string commitments_csv(const Baseline& baseline, const study::CaseResult& solved) {
  if (solved.commitments.empty()) return "";
  Csv csv(
      "commitment,buyer,supplier,exporter,sector,flow_before_musd,flow_without_musd,flow_after_musd,change_musd,"
      "target_musd,reached_musd,binds,wedge_pct,outlay_musd,licence_rent_musd,rent_to_exporter_musd");
  const Economy& labels = baseline.economy;
  for (std::size_t k = 0; k < solved.commitments.size(); ++k) {
    const Commitment& commitment = solved.commitments[k];
    const CommitmentOutcome& outcome = solved.committed[k];
    for (const Sector s : commitment.sectors) {
      for (const Exporter i : labels.exporters()) {
        const double without = solved.without_commitments.flow_new(s, commitment.buyer, i);
        const double after = solved.equilibrium.flow_new(s, commitment.buyer, i);
        csv.begin(commitment.id).code(labels.code(country(commitment.buyer)));
        csv.code(labels.code(country(commitment.supplier))).code(labels.code(country(i))).code(labels.code(s));
        csv.number(baseline.flow(s, commitment.buyer, i)).number(without).number(after).number(after - without);
        csv.number(commitment.target).number(outcome.reached).number(outcome.binds ? 1 : 0);
        csv.number(100 * std::expm1(outcome.wedge)).number(outcome.outlay);
        csv.number(outcome.licence_rent).number(outcome.rent_to_exporter);
      }
    }
  }
  return csv.take();
}

}  // namespace parley::report
