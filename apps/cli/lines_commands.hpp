#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command_line.hpp"
#include "parley/tariff/law/measure.hpp"

namespace parley::cli {

/// What every command on a book of measures asks for.
struct BookArguments {
  std::filesystem::path measures;
  std::vector<std::filesystem::path> data;
  std::string importer;
};

void add_book_options(Command& command, BookArguments& arguments);

/// Reads the book that is named, else the shipped one of the importer.
[[nodiscard]] tariff::MeasureBook open_book(const BookArguments& arguments);

/// A date, or InputError.
[[nodiscard]] Date day_argument(const std::string& text);

void add_lines_at_command(Command& group, int& exit_code);
void add_lines_panel_command(Command& group, int& exit_code);
void add_lines_effective_command(Command& group, int& exit_code);

}  // namespace parley::cli
