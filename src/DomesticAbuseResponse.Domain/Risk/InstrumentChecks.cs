namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>What must hold between the parts of one definition, once each part can be read.</summary>
internal static class InstrumentChecks
{
    public static IEnumerable<string> Problems(Instrument instrument) =>
        [.. OfTheWhole(instrument), .. instrument.Items.SelectMany(i => OfItem(instrument, i)), .. OfMatrix(instrument)];

    private static IEnumerable<string> OfTheWhole(Instrument instrument)
    {
        if (instrument.EffectiveTo < instrument.EffectiveFrom)
        {
            yield return "“effectiveTo” is before “effectiveFrom”.";
        }

        foreach (var number in Repeated(instrument.Items.Select(i => i.Number)))
        {
            yield return $"Question number {number} is used more than once.";
        }

        foreach (var topic in Repeated(instrument.Items.Select(i => i.Topic)))
        {
            yield return $"Topic “{topic}” is used more than once.";
        }

        foreach (var key in Repeated(instrument.Narratives.Select(n => n.Key)))
        {
            yield return $"Narrative “{key}” is used more than once.";
        }

        foreach (var value in Repeated(instrument.AnswerLabels.Select(l => l.Value)))
        {
            yield return $"There are two labels for the answer {value.PlainLabel()}.";
        }

        if (instrument.Items is [] && instrument.Kind is InstrumentKind.Checklist or InstrumentKind.AddOn)
        {
            yield return "A checklist needs at least one question.";
        }

        foreach (var problem in OfScoring(instrument))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> OfScoring(Instrument instrument)
    {
        if (instrument.Scored != instrument.Bands is not null)
        {
            yield return instrument.Scored ? "A scored instrument needs “bands”." : "Only a scored instrument has “bands”.";
        }

        if (instrument.Scored && instrument.Kind is not InstrumentKind.Checklist)
        {
            yield return "Only a checklist can be scored.";
        }

        if (instrument.Bands is { } bands && bands.High <= bands.Medium)
        {
            yield return "The high band must start above the medium band.";
        }

        if (instrument.Bands?.High > instrument.Items.Count)
        {
            yield return $"The high band starts at {instrument.Bands.High}, but there are only {instrument.Items.Count} questions.";
        }

        if (instrument.Scored)
        {
            foreach (var topic in Topics.NeededForGrading.Where(t => instrument.ItemOn(t) is null))
            {
                yield return $"A scored checklist needs a question on the topic “{topic}”: a grading rule reads it.";
            }
        }
    }

    private static IEnumerable<string> OfItem(Instrument instrument, Item item)
    {
        var expected = instrument.Kind is InstrumentKind.Frequency ? AnswerType.Frequency : AnswerType.YesNo;
        if (instrument.Kind is InstrumentKind.Scales)
        {
            yield return $"Question {item.Number}: an instrument of scales has no questions.";
        }
        else if (item.AnswerType != expected)
        {
            yield return $"Question {item.Number}: its answer type does not fit this kind of instrument.";
        }

        if (item.Opens.Any(o => o.Instrument == instrument.Code))
        {
            yield return $"Question {item.Number}: an instrument cannot open itself.";
        }

        if (instrument.Kind is InstrumentKind.AddOn && item.Opens is not [])
        {
            yield return $"Question {item.Number}: an add-on opens no other add-on.";
        }

        foreach (var key in Repeated(item.ExtraCapture.Select(f => f.Key)))
        {
            yield return $"Question {item.Number}: the extra field “{key}” is used more than once.";
        }

        foreach (var field in item.ExtraCapture)
        {
            if ((field.Type is ExtraFieldType.Choices) != (field.Options.Count >= 2))
            {
                yield return $"Question {item.Number}, “{field.Key}”: choices need two options or more, other types none.";
            }

            if (field.Multiple && field.Type is not ExtraFieldType.Choices)
            {
                yield return $"Question {item.Number}, “{field.Key}”: only choices can be multiple.";
            }

            foreach (var value in Repeated(field.Options.Select(o => o.Value)))
            {
                yield return $"Question {item.Number}, “{field.Key}”: the option “{value}” is used more than once.";
            }
        }

        if (item.MarkerOnlyIf is { } condition)
        {
            var field = item.ExtraCapture.FirstOrDefault(f => f.Key == condition.Extra);
            if (item.Marker is Marker.None || condition.AnyOf is [] || field is null
                || condition.AnyOf.Any(v => field.Options.All(o => o.Value != v)))
            {
                yield return $"Question {item.Number}: “markerOnlyIf” must name a marker and options of one of its extra fields.";
            }
        }
    }

    private static IEnumerable<string> OfMatrix(Instrument instrument)
    {
        if ((instrument.Kind is InstrumentKind.Scales) != instrument.Matrix is not null)
        {
            yield return "“lists”, “scales” and “raising” belong to an instrument of scales, and it needs them.";
        }

        if (instrument.Matrix is not { } matrix)
        {
            yield break;
        }

        if (matrix.Lists is [] || matrix.Scales is [])
        {
            yield return "An instrument of scales needs “lists” and “scales”.";
        }

        if (Repeated(matrix.Lists.Select(l => l.Key)).Any())
        {
            yield return "Each list needs its own key.";
        }

        if (!matrix.Scales.Select(s => s.Number).SequenceEqual(Enumerable.Range(1, matrix.Scales.Count)))
        {
            yield return "Scales must be numbered 1, 2, 3 and so on, in order.";
        }

        foreach (var stray in matrix.Scales.SelectMany(s => s.Indicators).Select(i => i.List).Distinct()
                     .Where(key => matrix.Lists.All(l => l.Key != key)))
        {
            yield return $"An indicator is in a list “{stray}” that is not defined.";
        }

        if (matrix.Raising.Steps.Any(s => s.To <= s.From || s.To > matrix.Scales.Count)
            || Repeated(matrix.Raising.Steps.Select(s => s.From)).Any())
        {
            yield return "Each raising step must lead up to a scale that exists, once from each.";
        }
    }

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> values) =>
        values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key);
}
