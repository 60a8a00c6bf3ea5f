namespace Attune.Server.Verbs.Describe;

/// <summary>
/// Descriptions of visitors who do not exist, written for this project: six for each tone, half in each language, then one that
/// says nothing about age or occasion and one that is empty.
/// </summary>
internal static class DescriptionPool
{
    private const string English = "en";
    private const string Chinese = "zh-TW";

    private static readonly (string Tone, string Language, string Text)[] Written =
    [
        ("child_friendly", English,
            "A girl of about eight with two braids and a purple school backpack is hopping from tile to tile."),
        ("child_friendly", English,
            "A boy, maybe six years old, in a dinosaur T-shirt, holding a half-eaten cookie and staring upwards."),
        ("child_friendly", English,
            "A primary-school pupil in a yellow raincoat and rubber boots presses her nose against the glass."),
        ("child_friendly", Chinese, "一位大約七歲的小男孩，背著藍色書包，手上拿著恐龍玩具。"),
        ("child_friendly", Chinese, "穿著國小制服的小女孩，綁著馬尾，正踮著腳尖看展示櫃。"),
        ("child_friendly", Chinese, "看起來十歲左右的小朋友，戴著黃色安全帽，笑得很開心。"),
        ("elder_friendly", English,
            "A man in his late seventies with white hair, leaning on a wooden cane and wearing a grey cardigan."),
        ("elder_friendly", English,
            "An elderly woman with silver curls and reading glasses on a chain rests on the bench beside her walker."),
        ("elder_friendly", English,
            "A grandfatherly visitor of about eighty, hearing aid in one ear, flat cap in his hands."),
        ("elder_friendly", Chinese, "一位滿頭白髮的老先生，拄著拐杖，慢慢走到展品前面。"),
        ("elder_friendly", Chinese, "年約七十五歲的老太太，戴著老花眼鏡，身上披著毛線外套。"),
        ("elder_friendly", Chinese, "一位坐著輪椅的高齡長者，頭髮灰白，膝上蓋著毯子。"),
        ("professional_friendly", English,
            "A woman of about forty in a charcoal suit, conference badge around her neck, tablet under her arm."),
        ("professional_friendly", English,
            "A man in a navy blazer and tie, carrying a leather briefcase and glancing at his watch."),
        ("professional_friendly", English,
            "Two-piece business outfit, name tag of a delegation, taking notes with a fountain pen."),
        ("professional_friendly", Chinese, "一位穿著深色西裝、打著領帶的男士，胸前別著研討會識別證。"),
        ("professional_friendly", Chinese, "四十多歲的女士，身穿套裝，手提公事包，正在看會議資料。"),
        ("professional_friendly", Chinese, "身著正式襯衫與西裝外套的訪客，掛著貴賓證，表情專注。"),
        ("casual_friendly", English,
            "Someone in their twenties in a green hoodie and ripped jeans, headphones around the neck."),
        ("casual_friendly", English,
            "A woman of around thirty in trainers and a denim jacket, sipping an iced coffee."),
        ("casual_friendly", English,
            "A young man with a skateboard under his arm and a band T-shirt, phone in hand."),
        ("casual_friendly", Chinese, "二十多歲的年輕人，穿著連帽上衣和牛仔褲，戴著耳機。"),
        ("casual_friendly", Chinese, "一位三十歲左右的女生，穿著運動鞋和T恤，手拿手搖飲料。"),
        ("casual_friendly", Chinese, "穿著短褲和涼鞋的年輕男生，背著相機，像是來旅遊的。"),
        ("neutral", English, "A person stands in front of the camera."),
        ("empty", English, ""),
    ];

    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<PooledDescription> All { get; } =
        [.. Written.Select((one, index) => new PooledDescription(index + 1, one.Tone, one.Language, one.Text))];
}
