#pragma once

#include "parley/equilibrium/equilibrium.hpp"

namespace parley::strategy {

/// The world without trade between countries, transfers gone with it.
///
///     ln P[n,j] = b ln w + sum_k g[n,k,j] ln P[n,k] - ln pi[j,n,n] / theta[j],  w = 1;   X = sum_k g X + alpha VA
///
/// A country that uses a good it does not make at home cannot live alone: its prices are infinite, and so is the loss.
/// Source  Caliendo & Parro (2015), eqs. 10-12 with foreign trade costs without bound; without input links the formula of
///         Arkolakis, Costinot & Rodriguez-Clare (2012, AER 102:1).
[[nodiscard]] Equilibrium autarky(const Baseline& baseline);

}  // namespace parley::strategy
