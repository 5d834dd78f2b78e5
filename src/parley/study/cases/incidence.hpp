#pragma once

#include <vector>

#include "parley/study/cases/result.hpp"

namespace parley::study {

/// Who bears the duties that one country changed on another's goods.
///
/// Of a cell whose duty moved, with p the delivered price:
///     share of the buyers = sum F ln(p'/p) / sum F ln((1+t')/(1+t)),   the sellers bear the rest,
/// F the base flow; p in units of the imposer's wage, and once more in the numeraire (unless the scenario names another,
/// world value added). A share below zero or above one is possible: other things move prices too.
/// Source  docs/model/welfare.md
struct Incidence {
  Country imposer{0};
  Country origin{0};
  double base_trade = 0;       ///< million, of the cells whose duty moved
  double duty_before_pct = 0;  ///< on them, weighted by base trade
  double duty_after_pct = 0;
  double buyers = 0;               ///< share, prices in the imposer's wage
  double buyers_in_numeraire = 0;  ///< the same, prices in the numeraire
};

/// By imposer and origin, the largest base trade first; pairs whose duty on no flow moved have no row.
[[nodiscard]] std::vector<Incidence> incidence(const Baseline& baseline, const CaseResult& solved);

/// What all countries that neither impose nor meet a changed duty win by their terms of trade, million.
[[nodiscard]] double terms_of_trade_of_others(const Baseline& baseline, const CaseResult& solved,
                                              const std::vector<Incidence>& duties);

}  // namespace parley::study
