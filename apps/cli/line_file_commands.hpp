#pragma once

#include "command_line.hpp"

namespace parley::cli {

/// The command group `parley lines`, made when first asked for.
[[nodiscard]] Command& lines_group(Command& app);

}  // namespace parley::cli
