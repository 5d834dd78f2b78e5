#pragma once

#include <string>

#include "parley/study/strategy_choices.hpp"

namespace parley::report {

/// A title with the notes on its world below.
[[nodiscard]] std::string heading_text(const std::string& title, const study::StrategyWorld& world);

/// "-30:100", the lowest and the highest tariff in per cent.
[[nodiscard]] std::string bounds_words(const study::StrategyChoices& choices);

/// The line that says how closely an equilibrium is one.
[[nodiscard]] std::string equilibrium_proof_text(double first_order_residual, double deviation_gain_pct);

}  // namespace parley::report
