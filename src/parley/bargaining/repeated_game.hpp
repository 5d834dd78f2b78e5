#pragma once

namespace parley::bargaining {

/// One side of a repeated game: what it gets in the truce, by breaking it once, and in the war that follows.
struct Temptation {
  double truce = 0;   ///< W_C, in every period
  double betray = 0;  ///< W_D, in the period of breaking it
  double war = 0;     ///< W_N, ever after
};

/// The patience from which a truce holds by itself: the smallest discount factor d with
///
///     W_D - W_C <= d / (1 - d) (W_C - W_N)
///
/// Zero where breaking it gains nothing; one or more where no patience will do (the truce is no better than war).
/// Source  Dixit (1987); Bagwell & Staiger (1990, AER 80).
[[nodiscard]] double critical_patience(const Temptation& temptation);

/// The same against tit-for-tat: neither one betrayal nor alternating ones may pay.
///
/// T temptation, R reward, P punishment, S the betrayed side's payoff: max((T-R)/(T-P), (T-R)/(R-S)).
/// Source  Axelrod (1984), The Evolution of Cooperation, appendix B.
[[nodiscard]] double critical_patience_tit_for_tat(double temptation, double reward, double punishment, double sucker);

}  // namespace parley::bargaining
