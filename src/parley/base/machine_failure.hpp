#pragma once

#include <stdexcept>

namespace parley {

/// The machine failed: neither the input nor the model is at fault. A full disk, an output that takes nothing more, a
/// process of a group that died; programs end with status 4.
class MachineFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace parley
