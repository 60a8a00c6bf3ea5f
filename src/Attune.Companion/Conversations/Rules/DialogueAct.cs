namespace Attune.Companion.Conversations.Rules;

/// <summary>What a message does in a conversation.</summary>
internal enum DialogueAct
{
    /// <summary>Tells something, without a feeling in its words.</summary>
    Statement,

    /// <summary>Tells a feeling.</summary>
    Feeling,

    /// <summary>Asks about the world, the product or the documents.</summary>
    Question,

    /// <summary>Asks for something to be shown, explained or done.</summary>
    Request,

    /// <summary>Asks for something to be written: a story, a poem, code.</summary>
    CreativeRequest,

    /// <summary>Asks for help without saying with what.</summary>
    HelpRequest,

    /// <summary>Asks what to do in one's own life, which no document knows.</summary>
    Advice,

    /// <summary>Asks why life or people are as they are, or what to think of oneself.</summary>
    Wondering,

    /// <summary>Asks what was said earlier.</summary>
    MemoryQuestion,

    /// <summary>Says that something was misunderstood.</summary>
    Correction,

    Greeting,
    Thanks,
    Farewell,

    /// <summary>Asks or doubts whether this is a human, or says that it is none.</summary>
    AskedIfHuman,

    AskedWho,
    AskedAbilities,

    /// <summary>Asks for feelings or declares love.</summary>
    AskedFeelings,

    /// <summary>How are you?</summary>
    AskedHowItIs,

    /// <summary>Asks about age, home, body, sex.</summary>
    AskedLife,

    /// <summary>Asks whether an answer can be relied on.</summary>
    AskedTrust,

    /// <summary>Asks for a diagnosis.</summary>
    Clinical,

    /// <summary>Asks for something sexual.</summary>
    Boundary,

    Praise,
    Insult,
    Affirmation,
    Denial,
    Unsure,
    Laughter,

    /// <summary>Asks to go on.</summary>
    More,

    /// <summary>No letters and no digits.</summary>
    Wordless,

    /// <summary>Mostly in a script that is neither Latin nor Chinese.</summary>
    OtherLanguage,
}
