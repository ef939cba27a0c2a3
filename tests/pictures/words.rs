//! The texts that hard maps are made of, one vocabulary for each kind of trouble.

/// The texts of one map; each list starts over when it is used up.
pub struct Words {
    pub lang: &'static str,
    pub title: String,
    stages: Vec<String>,
    touchpoints: Vec<String>,
    sentences: Vec<String>,
    things: Vec<String>,
}

impl Words {
    fn new(lang: &'static str, title: &str, [stages, touchpoints, sentences, things]: [&[&str]; 4]) -> Self {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Words {
            lang,
            title: title.to_owned(),
            stages: owned(stages),
            touchpoints: owned(touchpoints),
            sentences: owned(sentences),
            things: owned(things),
        }
    }

    /// The same text everywhere.
    fn everywhere(lang: &'static str, text: &str) -> Self {
        Words::new(lang, text, [&[text], &[text], &[text], &[text]])
    }

    pub fn stage(&self, number: usize) -> &str {
        &self.stages[number % self.stages.len()]
    }

    pub fn touchpoint(&self, number: usize) -> &str {
        &self.touchpoints[number % self.touchpoints.len()]
    }

    pub fn sentence(&self, number: usize) -> &str {
        &self.sentences[number % self.sentences.len()]
    }

    pub fn thing(&self, number: usize) -> &str {
        &self.things[number % self.things.len()]
    }
}

pub fn english() -> Words {
    Words::new(
        "en",
        "Moving house with the same broadband line",
        [
            &["The move", "Ordering", "Waiting for the engineer", "The first month"],
            &[
                "I find out that our contract does not move by itself",
                "I look for the moving form",
                "I call and wait",
                "The agent takes the order",
                "A text message names another date",
                "The engineer comes without the part",
                "I write an e-mail nobody answers",
                "It works",
            ],
            &[
                "I compare what three providers promise and write it down",
                "Will we be offline for weeks?",
                "Nobody told me that I had to do this",
                "Know on the first day when the line will work, whoever I ask",
                "Stay and hope, or pay twice",
                "The form asks for a number that is on no bill",
                "Every call starts from the beginning",
                "One person who keeps the promise",
                "Dispatch plans the visit by postcode and does not see the order",
            ],
            &[
                "Order form",
                "Siebel CRM",
                "Planning desk",
                "Welcome pack",
                "Field service of Openreach",
                "SAP",
                "Bill",
            ],
        ],
    )
}

pub fn hebrew() -> Words {
    Words::new(
        "he",
        "מעבר דירה עם אותו חיבור אינטרנט של Bezeq International",
        [
            &["ההחלטה לעבור", "הזמנת ההעברה", "המתנה לטכנאי", "החודש הראשון בדירה", "החשבונית", "אחרי הכול"],
            &[
                "ממתין על הקו לנציג השירות של iPhone ומקווה שהפעם מישהו יענה לי בזמן",
                "מחפש את הטופס",
                "הנציג מתחיל הכול מהתחלה כאילו לא השארתי שום פרט ב-WhatsApp",
                "מתקשרים אליי",
                "הטכנאי מגיע בלי החלק ומבטיח לחזור ביום חמישי בין 8:00 ל-12:00",
                "הקו עובד",
            ],
            &[
                "משווה בין שלוש ההצעות ורושם לעצמי כל מחיר, גם את זה שלא מופיע באתר",
                "האם נישאר שבועיים בלי Netflix?",
                "אף אחד לא אמר לי שאני צריך לבקש את זה בעצמי",
                "לדעת כבר ביום הראשון מתי הקו יעבוד",
                "להישאר ולקוות, או לשלם פעמיים",
                "בטופס יש שדה חובה שאין לו תשובה",
                "כל שיחה מתחילה מאפס",
                "אדם אחד שעומד במילה שלו",
                "המוקדן פותח קריאה ב-CRM ומעביר אותה לצוות השטח",
            ],
            &[
                "טופס ההזמנה",
                "מערכת Salesforce",
                "צוות תיאום",
                "ערכת ברוכים הבאים",
                "קבלני שטח",
                "SAP",
                "חשבונית",
            ],
        ],
    )
}

pub fn arabic() -> Words {
    Words::new(
        "ar",
        "رحلة شراء هاتف Samsung Galaxy S24 من متجر Virgin",
        [
            &["قبل الشراء", "في المتجر", "بعد الشراء"],
            &[
                "أبحث عن هاتف Galaxy S24 جديد في Amazon و Jumia",
                "لا أجد سعراً واضحاً",
                "يطلب مني الموظف بياناتي مرة أخرى",
                "أنتظر مكالمة من خدمة العملاء منذ 2026-05-01",
            ],
            &[
                "أقارن بين ثلاثة عروض وأكتب كل سعر على ورقة",
                "هل سيصل الهاتف قبل السفر؟",
                "لم يخبرني أحد أن الضمان لا يشمل الشاشة",
                "أن أعرف من اليوم الأول متى سيصل",
                "كل مكالمة تبدأ من الصفر مع موظف جديد",
            ],
            &["فاتورة PDF", "نظام Oracle", "فريق المخزن", "علبة الهاتف"],
        ],
    )
}

pub fn japanese() -> Words {
    Words::new(
        "ja",
        "引っ越しとインターネット回線の移転手続き",
        [
            &["引っ越し前", "申し込みと工事の予約", "開通後"],
            &[
                "契約が自動では移転しないことを知る",
                "電話がつながらない",
                "担当者にもう一度最初から説明する",
                "Softbankのチャットで問い合わせる",
            ],
            &[
                "三社の料金を比べて、ウェブサイトにない費用まで書き出す",
                "二週間もネットが使えないのだろうか？",
                "誰も教えてくれなかった",
                "最初の日に開通日を知りたい",
            ],
            &["申込書", "顧客管理システム", "工事担当", "請求書"],
        ],
    )
}

pub fn emoji() -> Words {
    Words::new(
        "en",
        "🏠➡️🏡 moving day",
        [
            &["🔍", "📦📦📦", "🎉 after"],
            &["😡📞", "👩🏽\u{200D}💻 types 👨\u{200D}👩\u{200D}👧\u{200D}👦", "🇮🇱🇯🇵🇪🇬", "☕️ ok", "🤷"],
            &["🙂 I wait ⏳ and wait ⏳⏳", "❓❓❓", "👍🏾 it 🔌 works"],
            &["🧾", "🖥️ CRM", "🚚"],
        ],
    )
}

/// One word of 200 letters everywhere: there is no place to break it.
pub fn one_long_word() -> Words {
    Words::everywhere("en", &"Donaudampfschifffahrtselektrizitaet".repeat(6)[..200])
}

/// Markup, quotes, controls and overrides of direction everywhere.
pub fn hostile() -> Words {
    let text = "\u{1b}[2J\u{7}\u{9b}31m\u{202E}gnp.exe\u{2066} <script>alert(1)</script> ]]> --> &amp; &#0; \" ' \
                url(http://example.com/x) javascript:0 \u{FFFE}\u{2028}x\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}";
    Words::everywhere("he", text)
}
