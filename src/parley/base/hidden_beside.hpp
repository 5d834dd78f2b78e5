#pragma once

#include <filesystem>
#include <string>

namespace parley {

// What whole_output.cpp stands on: hidden names beside a place, locks that end with the program, and exchanges.

/// A hidden name beside `place` that nobody has: of this place, this process and a number. It is short however long the
/// name of the place is.
[[nodiscard]] std::filesystem::path hidden_beside(const std::filesystem::path& place);

/// Opens a file or folder and locks it until the descriptor is closed, at the latest when the program ends; -1 where
/// another program has it.
[[nodiscard]] int lock_path(const std::filesystem::path& path);

/// Removes what killed programs left beside `place`, and puts back what one of them was about to replace in two steps.
/// What a living program holds stays.
void clean_beside(const std::filesystem::path& place);

enum class HowToReplace { in_one_step, in_two_steps };

/// Puts the folder `fresh` where `place` is and returns where the old one lies now; an empty path where there was none.
///
/// In one step where the file system can exchange two folders. Where it cannot, the old folder is moved away first: a
/// program killed between the two steps leaves it whole under a hidden name, from where clean_beside() puts it back.
/// Errors  std::system_error; the old folder is then where it was.
[[nodiscard]] std::filesystem::path replace_folder(const std::filesystem::path& fresh,
                                                   const std::filesystem::path& place,
                                                   HowToReplace how = HowToReplace::in_one_step);

/// Exchanges two folders in one step; false where the file system cannot.
[[nodiscard]] bool exchange(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace parley
