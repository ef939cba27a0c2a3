//! Every console example in the README and the docs does what the page says.

#[test]
fn console_examples() {
    trycmd::TestCases::new()
        .register_bin("masa", std::path::Path::new(env!("CARGO_BIN_EXE_masa")))
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("README.md")
        .case("docs/*.md")
        .case("examples/README.md");
}

#[test]
fn the_first_map_of_the_readme_is_the_one_that_is_checked() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let block = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let file = std::fs::read_to_string("tests/readme/refund.journey.yaml").unwrap();
    assert_eq!(block, file);
}

/// Links of the pages lead to files that are there.
#[test]
fn links_lead_somewhere() {
    let mut dead = Vec::new();
    let pages = ["README.md", "CHANGELOG.md", "examples/README.md"].map(std::path::PathBuf::from);
    let docs = std::fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let rules = std::fs::read_dir("docs/rules").unwrap().map(|entry| entry.unwrap().path());
    let is_page = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "md");
    for page in pages.into_iter().chain(docs).chain(rules).filter(is_page) {
        let text = std::fs::read_to_string(&page).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_file = !target.is_empty() && !target.contains("://") && !target.contains(' ');
            if is_file && !page.parent().unwrap().join(target).exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}
