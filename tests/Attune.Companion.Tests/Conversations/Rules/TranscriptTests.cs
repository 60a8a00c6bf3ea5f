using System.Text;
using Attune.Companion.Tests.Fakes;

namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>
/// Twelve turns with every persona in both languages, kept beside this file to be read: whether a talk is pleasant no
/// assertion tells. A change of words shows there; ATTUNE_UPDATE_REFERENCE=1 writes them anew.
/// </summary>
public sealed class TranscriptTests
{
    private const string Folder = "tests/Attune.Companion.Tests/Conversations/Rules/Transcripts";

    private static readonly (string Text, string? Emotion)[] English =
    [
        ("Hi!", null),
        ("I had a really long day at work. My boss yelled at me in front of everyone.", "sadness"),
        ("My sister Anna says I should quit.", null),
        ("Are you a real person?", null),
        ("I don't know.", null),
        ("Where is the breakfast room?", null),
        ("What is the capital of France?", null),
        ("I got the job in Tainan!!! I can't believe it.", "joy"),
        ("I'm a bit scared of moving there alone.", "fear"),
        ("I called Anna and she will help me with the boxes.", null),
        ("What did I tell you about my boss?", null),
        ("Thank you, good night", null),
    ];

    private static readonly (string Text, string? Emotion)[] Chinese =
    [
        ("你好", null),
        ("今天上班好累，老闆在大家面前罵我。", null),
        ("我妹妹小安說我應該辭職。", null),
        ("你是真人嗎？", null),
        ("不知道。", null),
        ("早餐在哪裡？", null),
        ("法國的首都是哪裡？", null),
        ("我考上台南的工作了！", null),
        ("我有點怕一個人搬過去。", null),
        ("我打電話給小安，她說會幫我搬家。", null),
        ("我之前說過老闆什麼？", null),
        ("謝謝，晚安", null),
    ];

    public static TheoryData<string, string> All => new(
        from persona in (string[])["guide", "mia", "solene", "lyra", "doc"]
        from language in (string[])["en", "zh-Hant"]
        select (persona, language));

    [Theory]
    [MemberData(nameof(All))]
    public void The_talk_reads_as_it_was_read_before(string persona, string language)
    {
        using var documents = new Manual().Add("h", language == "en" ? "Hotel" : "飯店",
            "The breakfast room is on the third floor. The pool opens at seven.\n\n早餐在三樓的餐廳。游泳池早上七點開放。");
        var dialogue = new Dialogue(persona, $"{persona}-{language}", documents);
        var transcript = new StringBuilder();
        foreach (var (text, emotion) in language == "en" ? English : Chinese)
        {
            var shown = emotion is null ? "" : $"  ({emotion})";
            transcript.Append(null, $"> {text}{shown}\n{dialogue.Say(text, emotion).Text}\n\n");
        }

        var path = Path.Combine(RepositoryRoot(), Folder, $"{persona}.{language}.txt");
        if (Environment.GetEnvironmentVariable("ATTUNE_UPDATE_REFERENCE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, transcript.ToString().TrimEnd('\n') + "\n");
        }

        Assert.Equal(File.ReadAllText(path), transcript.ToString().TrimEnd('\n') + "\n");
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Attune.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
