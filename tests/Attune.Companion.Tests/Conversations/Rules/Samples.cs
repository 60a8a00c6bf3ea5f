namespace Attune.Companion.Tests.Conversations.Rules;

/// <summary>A message for every act in both languages.</summary>
internal static class Samples
{
    public static IReadOnlyList<string> OfEveryAct { get; } =
    [
        "The train was late.", "I feel lonely.", "Where is the pool?", "Show me the opening hours",
        "Could you call my mother?", "Tell me a story", "Help me", "What should I do?", "Am I too old?",
        "What did I tell you?", "No, I meant the other one", "Hello", "Thanks", "Bye", "Are you human?", "Who are you?",
        "What can you do?", "Do you love me?", "How are you?", "How old are you?", "Are you sure?", "Do I have depression?",
        "talk dirty to me", "I want to die", "You're so sweet", "You are useless", "yes", "no", "maybe", "haha",
        "tell me more", "🙂", "Как дела сегодня", "火車誤點了。", "我好孤單。", "游泳池在哪裡？", "請告訴我開放時間", "請幫我打電話給媽媽", "說個故事給我聽", "幫我",
        "我該怎麼辦？", "我是不是太老了？", "我之前說過什麼？", "不是，我是說另一個", "你好", "謝謝", "再見", "你是真人嗎？", "你是誰？", "你會做什麼？", "你愛我嗎？", "你好嗎？",
        "你幾歲？", "你確定嗎？", "我是不是有憂鬱症？", "跟我做愛", "我想死", "你好可愛", "你很笨", "好", "不要", "不知道", "哈哈", "然後呢",
    ];
}
