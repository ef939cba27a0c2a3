use super::*;

#[test]
fn play() {
    for path in std::env::var("PLAY").unwrap_or_default().split_whitespace() {
        let text = std::fs::read_to_string(path).unwrap();
        let kind = if path.contains("persona") { SchemaKind::Persona } else { SchemaKind::Journey };
        let source = SourceText::new("", text.clone());
        let parsed = parse_yaml(&source);
        let raw = write::write(&order::arrange(read::read(&source, &parsed.tree).unwrap(), &parsed.tree, kind));
        match format(&text, kind) {
            Ok(new) => std::fs::write(format!("{path}.out"), new).unwrap(),
            Err(error) => println!("{path}: {error}\n{raw}"),
        }
    }
}
