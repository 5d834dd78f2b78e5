#pragma once

#include <string>
#include <vector>

namespace parley::study {

/// One table or chart of a chapter as a file, written to tables/<chapter id>/<name>.
struct ChapterFile {
  std::string name;  ///< "ladder.csv"
  std::string text;
};

/// A further part of the page: what a room besides the model found for the same scenario, ready to show.
struct Chapter {
  std::string id;     ///< "ladder": the anchor and the folder of its files; as slug() leaves it
  std::string title;  ///< the heading
  std::string html;   ///< paragraphs, tables and figures; trusted, so every word of the user's must be escaped()
  std::vector<ChapterFile> files;
  std::string json = {};  ///< its numbers for result.json, one JSON value; empty: none
};

}  // namespace parley::study
