#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/law/measure.hpp"

namespace parley::cli {

/// `parley lines build | at ...`: tools on tariff lines.
void add_lines_commands(CLI::App& app, int& exit_code);

/// What every command on a book of measures asks for.
struct BookArguments {
  std::filesystem::path measures;
  std::vector<std::filesystem::path> data;
  std::string importer;
};

void add_book_options(CLI::App& command, BookArguments& arguments);

/// Reads the book that is named, else the shipped one of the importer.
[[nodiscard]] tariff::MeasureBook open_book(const BookArguments& arguments);

/// A date, or InputError.
[[nodiscard]] Date day_argument(const std::string& text);

void add_lines_at_command(CLI::App& group, int& exit_code);
void add_lines_panel_command(CLI::App& group, int& exit_code);
void add_lines_effective_command(CLI::App& group, int& exit_code);

}  // namespace parley::cli
