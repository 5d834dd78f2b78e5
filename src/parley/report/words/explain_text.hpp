#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// "what keeps 'chips' is held as it is, the quantity is not": for answers that do not solve a case's commitments again;
/// "" where the case has none.
[[nodiscard]] std::string fixed_terms_words(const study::CaseResult& solved);

/// From the headline to its largest terms, in words; log points times 100, or millions.
[[nodiscard]] std::string explanation_text(const study::RunResult& result, const study::CaseResult& solved,
                                           const study::ExplainedChange& change, std::size_t most_terms);

/// The same for machines, every term.
[[nodiscard]] std::string explanation_json(const study::RunResult& result, const study::CaseResult& solved,
                                           const study::ExplainedChange& change);

/// Several explanations of one case; as JSON a list.
[[nodiscard]] std::string explanations_text(const study::RunResult& result, const study::CaseResult& solved,
                                            const std::vector<study::ExplainedChange>& changes, std::size_t most_terms);
[[nodiscard]] std::string explanations_json(const study::RunResult& result, const study::CaseResult& solved,
                                            const std::vector<study::ExplainedChange>& changes);

}  // namespace parley::report
