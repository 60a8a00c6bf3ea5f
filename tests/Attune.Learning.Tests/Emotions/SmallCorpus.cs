using System.Text;
using Attune.Learning.Emotions;

namespace Attune.Learning.Tests.Emotions;

/// <summary>Sentences written for these tests in the form of GoEmotions, so that they run without its data.</summary>
internal static class SmallCorpus
{
    private static readonly (string Labels, string Text)[] Sentences =
    [
        ("joy", "I am so happy today, the sun is out and my sister is here!"),
        ("joy", "Best morning in months, I could sing"),
        ("joy", "happy happy happy, we got the keys to our first flat"),
        ("joy", "What a wonderful evening, I can't stop smiling"),
        ("joy,love", "I love this little dog and he makes me happy every day"),
        ("joy,excitement", "We are going to the sea tomorrow, I am so happy and excited!!!"),
        ("anger", "I am furious, they lied to me again"),
        ("anger", "Shut up and leave me alone, you make me so angry"),
        ("anger", "How dare he talk to her like that. I hate it"),
        ("anger", "This makes me so angry I could break something"),
        ("anger,annoyance", "ANGRY is too small a word, stop calling me at night!!!"),
        ("annoyance", "The printer jams every single time, so annoying"),
        ("sadness", "I miss her so much, the house is empty now"),
        ("sadness", "I cried all night and I still feel sad"),
        ("sadness", "So sad that he had to go away"),
        ("sadness", "Everything feels heavy and sad since the funeral"),
        ("sadness,grief", "My grandmother died on Sunday and I am so sad"),
        ("disappointment", "I had hoped for more, what a let-down"),
        ("fear", "I am scared of walking home in the dark"),
        ("fear", "Something moved in the attic and I was terrified"),
        ("fear", "I'm so scared of the surgery next week"),
        ("fear", "The brakes failed, I have never been so scared"),
        ("fear,nervousness", "I am scared and my hands are shaking before the exam"),
        ("gratitude", "Thank you so much for your help, I owe you one"),
        ("gratitude", "thanks a lot, that was kind of you"),
        ("gratitude", "Thank you, you saved my weekend"),
        ("surprise", "Wow, I did not expect that at all!"),
        ("surprise", "No way, really? I never saw it coming"),
        ("curiosity", "How does that work? Can you tell me more?"),
        ("confusion", "I don't understand, what does this mean?"),
        ("disgust", "That smell is disgusting, it makes me sick"),
        ("remorse", "I am sorry, I should not have said that"),
        ("neutral", "The train leaves at nine from platform four"),
        ("neutral", "The meeting is on the second floor"),
        ("neutral", "He moved to the city in 2009"),
        ("neutral", "The box holds twelve pencils"),
        ("neutral", "They changed the menu on Monday"),
        ("neutral", "The report has forty pages"),
        ("neutral", "It is written on the back of the card"),
        ("neutral", "The shop opens at ten"),
    ];

    /// <summary>The sentences as a file of GoEmotions.</summary>
    public static string Tsv => string.Concat(Sentences.Select((sentence, i) =>
        $"{sentence.Text}\t{string.Join(',', sentence.Labels.Split(',').Select(EmotionLabels.IndexOf))}\tid{i}\n"));

    /// <summary>The labels in the order of their numbers.</summary>
    public static string LabelLines => string.Join('\n', EmotionLabels.Names.Take(EmotionLabels.Count));

    public static LabelledTexts Read() =>
        GoEmotionsFiles.Parse("small.tsv", Encoding.UTF8.GetBytes(Tsv), [.. Enumerable.Range(0, EmotionLabels.Count)]);
}
