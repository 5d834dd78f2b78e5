// What a command writes is there whole or not at all, and somebody else's files stay as they are.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>

#include "parley/base/error.hpp"
#include "parley/base/hidden_beside.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/base/whole_output.hpp"
#include "support/files.hpp"

namespace parley {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TemporaryFolder;
using test::write_file;
using testing::HasSubstr;

FolderKind kind() { return folder_with("a result of the test", "main.json", {"a.csv", "more/b.csv"}); }

void put(const fs::path& place, const std::string& text) {
  OutputFolder folder(place, kind());
  for (const char* name : {"main.json", "a.csv", "more/b.csv"}) folder.save(name, text);
  folder.put_in_place();
}

/// Every file below a folder with what it holds; "folder" for a folder, "link" for a link.
std::map<std::string, std::string> content(const fs::path& folder) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::string& text = found[entry.path().lexically_relative(folder).generic_string()];
    text = entry.is_symlink() ? "link" : entry.is_directory() ? "folder" : read_file(entry.path());
  }
  return found;
}

std::map<std::string, std::string> result_of(const std::string& text) {
  return {{"main.json", text}, {"a.csv", text}, {"more", "folder"}, {"more/b.csv", text}};
}

std::string refusal(const fs::path& place) {
  try {
    put(place, "new");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(WholeOutput, AFolderReplacesAnother) {
  const TemporaryFolder folder;
  put(folder / "deep/er/out", "old");
  EXPECT_EQ(content(folder / "deep/er/out"), result_of("old"));
  put(folder / "deep/er/out/", "new");
  EXPECT_EQ(content(folder / "deep/er/out"), result_of("new"));
  EXPECT_EQ(entries(folder / "deep/er"), 1U) << "nothing else is left";
}

TEST(WholeOutput, WhatFailsLeavesTheOldFolder) {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  {
    const OutputFolder unfinished(folder / "out", kind());
    unfinished.save("main.json", "new");
  }
  EXPECT_EQ(content(folder / "out"), result_of("old"));
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(WholeOutput, ForeignFilesAreNeverTouched) {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  const auto change = [&](const std::string& name, const auto& make) {
    make(folder / "out" / name);
    const auto before = content(folder / "out");
    EXPECT_THAT(refusal(folder / "out"), testing::AllOf(HasSubstr(name), HasSubstr("out: holds"))) << name;
    EXPECT_EQ(content(folder / "out"), before) << name;
    fs::remove_all(folder / "out" / name);
  };
  change("notes.txt", [](const fs::path& path) { write_file(path, "mine"); });
  change("more/notes.txt", [](const fs::path& path) { write_file(path, "mine"); });
  change("empty", [](const fs::path& path) { fs::create_directory(path); });
  change("link", [](const fs::path& path) { fs::create_symlink("/tmp", path); });
  change("a.csv", [](const fs::path& path) {
    fs::remove(path);
    fs::create_symlink("/dev/null", path);
  });
  EXPECT_EQ(refusal(folder / "out"), "");
  EXPECT_EQ(content(folder / "out"), result_of("new"));
}

TEST(WholeOutput, AForeignFileIsKeptThatCameWhileTheNewFolderWasWritten) {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  OutputFolder fresh(folder / "out", kind());
  fresh.save("main.json", "new");
  write_file(folder / "out" / "notes.txt", "mine");
  EXPECT_THROW(fresh.put_in_place(), InputError);
  EXPECT_EQ(read_file(folder / "out" / "notes.txt"), "mine");
  EXPECT_EQ(read_file(folder / "out" / "main.json"), "old");
}

TEST(WholeOutput, FoldersOfSomethingElseAreRefused) {
  const TemporaryFolder folder;
  write_file(folder / "letters" / "a.csv", "not ours");
  EXPECT_THAT(refusal(folder / "letters"), HasSubstr("exists and is not a result of the test"));
  write_file(folder / "file", "in the way");
  EXPECT_THAT(refusal(folder / "file"), HasSubstr("is in the way and no folder"));
  EXPECT_EQ(read_file(folder / "file"), "in the way");
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(refusal(folder / "pipe"), HasSubstr("no folder"));
  EXPECT_THAT(refusal("/dev/null"), HasSubstr("no folder"));
  EXPECT_THAT(refusal("."), HasSubstr("."));
  EXPECT_THAT(refusal(folder / std::string(300, 'x')), HasSubstr("too long a name"));
  fs::create_directory(folder / "empty");
  EXPECT_EQ(refusal(folder / "empty"), "");
}

TEST(WholeOutput, ALinkStaysALink) {
  const TemporaryFolder folder;
  put(folder / "real", "old");
  fs::create_symlink("real", folder / "latest");
  put(folder / "latest", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "latest"));
  EXPECT_EQ(content(folder / "real"), result_of("new"));
  fs::create_symlink("later", folder / "dangling");
  put(folder / "dangling", "first");
  EXPECT_EQ(content(folder / "later"), result_of("first"));
  fs::create_symlink("circle", folder / "circle");
  EXPECT_THROW(put(folder / "circle", "x"), MachineFailure);
}

TEST(WholeOutput, ModesAreKept) {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  fs::permissions(folder / "out", fs::perms::owner_all);
  fs::permissions(folder / "out" / "a.csv", fs::perms::owner_read | fs::perms::owner_write);
  put(folder / "out", "new");
  EXPECT_EQ(fs::status(folder / "out").permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(folder / "out" / "a.csv").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  write_whole(folder / "f", "old");
  fs::permissions(folder / "f", fs::perms::owner_all);
  write_whole(folder / "f", "new");
  EXPECT_EQ(fs::status(folder / "f").permissions(), fs::perms::owner_all);
}

/// A hidden folder as a killed program leaves it: nobody holds it.
TEST(WholeOutput, LeftoversAreCleanedAndWhatLivesStays) {
  const TemporaryFolder folder;
  const fs::path left = hidden_beside(folder / "out");
  write_file(left / "main.json", "half");
  const OutputFolder living(folder / "out", kind());
  EXPECT_FALSE(fs::exists(left / "main.json"));
  write_file(folder / ".parley-new-of-somebody" / "x", "mine");
  put(folder / "out", "new");
  EXPECT_TRUE(fs::exists(living.path())) << "another program's, which still writes";
  EXPECT_TRUE(fs::exists(folder / ".parley-new-of-somebody" / "x"));
  put(folder / "other", "of another place");
  EXPECT_TRUE(fs::exists(living.path()));
}

TEST(WholeOutput, OfTwoWritersTheLaterWinsWhole) {
  const TemporaryFolder folder;
  OutputFolder first(folder / "out", kind());
  OutputFolder second(folder / "out", kind());
  for (OutputFolder* each : {&first, &second}) {
    for (const char* name : {"main.json", "a.csv", "more/b.csv"}) each->save(name, each == &first ? "first" : "second");
  }
  second.put_in_place();
  EXPECT_EQ(content(folder / "out"), result_of("second"));
  first.put_in_place();
  EXPECT_EQ(content(folder / "out"), result_of("first"));
}

/// Where the file system cannot exchange folders: killed between the steps, the old one comes back at the next run.
TEST(WholeOutput, TwoStepsLeaveTheOldFolderWhereItIsFoundAgain) {
  const TemporaryFolder folder;
  put(folder / "out", "old");
  write_file(folder / "fresh" / "main.json", "new");
  const fs::path old = replace_folder(folder / "fresh", folder / "out", HowToReplace::in_two_steps);
  EXPECT_EQ(read_file(folder / "out" / "main.json"), "new");
  EXPECT_EQ(content(old), result_of("old"));
  // As if the second step had not come to pass.
  fs::remove_all(folder / "out");
  clean_beside(folder / "out");
  EXPECT_EQ(content(folder / "out"), result_of("old"));
  EXPECT_FALSE(fs::exists(old));
  EXPECT_THROW((void)replace_folder(folder / "not-there", folder / "out", HowToReplace::in_two_steps),
               std::system_error);
  EXPECT_EQ(content(folder / "out"), result_of("old"));
}

TEST(WholeOutput, AFileReplacesAnother) {
  const TemporaryFolder folder;
  write_whole(folder / "deep" / "f.csv", "old");
  write_whole(folder / "deep" / "f.csv", "new");
  EXPECT_EQ(read_file(folder / "deep" / "f.csv"), "new");
  EXPECT_EQ(entries(folder / "deep"), 1U);
  fs::create_symlink("deep/f.csv", folder / "link");
  write_whole(folder / "link", "through the link");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "deep" / "f.csv"), "through the link");
  EXPECT_THROW(write_whole(folder / "deep", "x"), InputError);
  EXPECT_THROW(write_whole(folder / std::string(300, 'x'), "x"), InputError);
  const std::string longest(255, 'y');
  write_whole(folder / longest, "fits");
  EXPECT_EQ(read_file(folder / longest), "fits");
}

TEST(WholeOutput, SeveralFilesReplaceTheirsInOneStepAndOthersStay) {
  const TemporaryFolder folder;
  const fs::path place = folder / "lists";
  write_whole_files(place, {{"a.csv", "old"}, {"b.csv", "old"}});
  write_file(place / "notes.txt", "mine");
  write_file(place / "more/c.csv", "mine too");
  const auto written = fs::last_write_time(place / "notes.txt");
  write_whole_files(place, {{"a.csv", "new"}, {"d.csv", "new"}});
  EXPECT_EQ(content(place), (std::map<std::string, std::string>{{"a.csv", "new"},
                                                                {"b.csv", "old"},
                                                                {"d.csv", "new"},
                                                                {"notes.txt", "mine"},
                                                                {"more", "folder"},
                                                                {"more/c.csv", "mine too"}}));
  EXPECT_EQ(fs::last_write_time(place / "notes.txt"), written);
  EXPECT_EQ(entries(folder.path()), 1U) << "nothing hidden is left";
  fs::create_symlink("notes.txt", place / "link");
  EXPECT_THROW(write_whole_files(place, {{"a.csv", "newer"}}), InputError);
  EXPECT_EQ(read_file(place / "a.csv"), "new");
  EXPECT_TRUE(fs::is_symlink(place / "link"));
}

TEST(WholeOutput, PipesAndDevicesStayWhatTheyAre) {
  const TemporaryFolder folder;
  write_whole("/dev/null", "nothing");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_THROW(write_whole("/dev/full", "nothing"), MachineFailure);
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THROW(write_whole(folder / "pipe", "nobody reads"), MachineFailure);
  const int reader = open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
  write_whole(folder / "pipe", "read");
  std::string text(4, ' ');
  EXPECT_EQ(read(reader, text.data(), text.size()), 4);
  EXPECT_EQ(text, "read");
  close(reader);
  EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  EXPECT_EQ(entries(folder.path()), 1U);
}

}  // namespace
}  // namespace parley
