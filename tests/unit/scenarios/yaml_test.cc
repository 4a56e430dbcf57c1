#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/yaml/tree.h"

namespace d2c::yaml {
namespace {

Result<Node> parsed(const std::string& text) { return parse(text, {"a.yaml", "a.yaml", "a.yaml", {}}); }

TEST(YamlTree, RemembersTheLineOfEveryValue) {
    const Result<Node> root = parsed("a: 1\nb:\n  c: [2,\n      3]\n");
    ASSERT_TRUE(root);
    EXPECT_EQ(root->find("a")->line, 1);
    EXPECT_EQ(root->find("b")->find("c")->line, 3);
    EXPECT_EQ(root->find("b")->find("c")->items[1].line, 4);
}

TEST(YamlTree, RefusesEveryDuplicateKeyAndNamesTheFirst) {
    const Result<Node> root = parsed("a: 1\nb: { x: 1, x: 2 }\na: 3\n");
    ASSERT_EQ(root.faults().size(), 2U);
    EXPECT_EQ(to_string(root.faults()[0]), "a.yaml:2: b.x: 2: a key stands once; the first one is in line 2");
    EXPECT_EQ(to_string(root.faults()[1]), "a.yaml:3: a: 3: a key stands once; the first one is in line 1");
}

TEST(YamlTree, BrokenSyntaxIsOneFaultWithItsLine) {
    const Result<Node> root = parsed("a: 1\nb: [1, 2\nc: 3\n");
    ASSERT_EQ(root.faults().size(), 1U);
    EXPECT_GE(root.faults()[0].line, 2);
    EXPECT_EQ(root.faults()[0].value, "not YAML");
}

TEST(YamlTree, EmptyTextAndASecondDocumentAreFaults) {
    EXPECT_FALSE(parsed(""));
    EXPECT_FALSE(parsed("a: 1\n---\nb: 2\n"));
}

TEST(YamlTree, AnExplosionOfAliasesIsRefused) {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        text += 'a' + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 0; k < 9; ++k) text += ", " + before;
        text += "]\n";
    }
    const Result<Node> root = parsed(text);
    ASSERT_FALSE(root);
    EXPECT_THAT(to_string(root.faults().front()), ::testing::HasSubstr("1000000"));
}

TEST(YamlTree, ACountryCalledNoIsText) {  // YAML 1.1 would make it false
    const Result<Node> root = parsed("NO: 0.3\n");
    ASSERT_TRUE(root);
    EXPECT_NE(root->find("NO"), nullptr);
}

TEST(YamlTree, ACommentIsASourceOnlyIfItSaysSo) {
    const Result<Node> root = parsed(
        "a: 1   # assumption: a guess\n"
        "b: 2   # source: TS 38.331, clause 5\n"
        "c: 3   # only words\n"
        "d: \"x # source: inside\"\n"
        "e: x#y\n"
        "f: 'it''s' # source: after a quote\n"
        "g: it's # source: an apostrophe opens nothing\n");
    ASSERT_TRUE(root);
    EXPECT_EQ(source_comment(*root->find("a")), "assumption: a guess");
    EXPECT_EQ(source_comment(*root->find("b")), "TS 38.331, clause 5");
    EXPECT_EQ(source_comment(*root->find("c")), "");
    EXPECT_EQ(source_comment(*root->find("d")), "");
    EXPECT_EQ(source_comment(*root->find("e")), "");
    EXPECT_EQ(source_comment(*root->find("f")), "after a quote");
    EXPECT_EQ(source_comment(*root->find("g")), "an apostrophe opens nothing");
}

TEST(YamlTree, FlowTextIsCutBetweenCharacters) {
    Node node;
    node.kind = Node::Kind::kScalar;
    node.text = "aé";  // e with acute accent: two bytes
    EXPECT_EQ(flow_text(node, 2), "a...");
    EXPECT_EQ(flow_text(node, 3), "aé");
}

}  // namespace
}  // namespace d2c::yaml
