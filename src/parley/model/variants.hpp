#pragma once

#include <string_view>

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"

namespace parley::model {

/// Caliendo & Parro's comparison of models, each on the same trade data.
enum class Variant {
  full,                   ///< input-output links as in the data
  no_input_output_links,  ///< only materials of its own sector: g[j,j] its own share in all materials, b = 1 - g[j,j]
  no_intermediates,       ///< value added is gross output: b = 1
  one_sector,             ///< all sectors added up; trade elasticity weighted by cross-border trade
  one_sector_no_intermediates
};
[[nodiscard]] std::string_view to_string(Variant variant);

/// The same economy under another production structure, consumption shares recomputed as the residual.
///
/// alpha = (X - sum_k g Y) / I with I = VA + R + D. Where the residual is negative it is set to zero and the others
/// rescaled, each cell listed in clipped_final_use: then the economy is no equilibrium and must be solved once with
/// no shock before any other.
/// Without links g[j,j] is g_full[j,j] / (1 - b_full) as in the authors' program, whose results this reproduces; the article's
/// words would also allow 1 - b_full, which makes Mexico's gain from NAFTA three times as large.
/// Errors  none for a calibrated baseline.   Source  Caliendo & Parro (2015), section 5.2 and replication package.
[[nodiscard]] Baseline with_variant(const Baseline& baseline, Variant variant);

/// The same shock in an economy of that variant: its own, or for one sector the means at base flows.
///
///     t' = sum_j F (1+x') t' / sum_j F (1+x');   x' = sum_j F x' / sum_j F;   d = sum_j F (1+t) d / sum_j F (1+t)
/// so that duties, taxes and wasted value at base trade are what they were; zero, zero and one where nothing is traded.
[[nodiscard]] Shock with_variant(const Baseline& baseline, const Shock& shock, Variant variant);

}  // namespace parley::model
