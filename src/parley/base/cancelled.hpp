#pragma once

#include <stdexcept>

namespace parley {

/// The caller asked to stop (Observer::cancelled) before there was a result to return; programs end with status 130.
class Cancelled : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace parley
