#pragma once

#include "parley/study/cases/measures.hpp"

namespace parley::study {

// The measures that are computed here and not read off the outcome; the table in measures.cpp says what each means.

[[nodiscard]] double consumer_prices_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double exports_to_partner_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double exports_volume_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double imports_volume_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double real_income_per_person(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double tariff_revenue_at_home_prices(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double mean_tariff_before_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double mean_tariff_after_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double income_before(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double tariff_revenue_before(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double output_before(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double output_after(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double world_real_income_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double flow_before(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double flow_after(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double flow_change_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double tariff_before_pct(const SolvedWorld& world, const Subject& of);
[[nodiscard]] double tariff_after_pct(const SolvedWorld& world, const Subject& of);

}  // namespace parley::study
