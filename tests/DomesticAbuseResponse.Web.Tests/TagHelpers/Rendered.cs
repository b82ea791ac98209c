using System.Linq.Expressions;
using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Tests.TagHelpers;

/// <summary>A model, what was posted and what is wrong with it; and the HTML a component makes of them.</summary>
internal sealed class Rendered<TModel>(TModel model)
    where TModel : class
{
    private readonly EmptyModelMetadataProvider _metadata = new();

    public static DisplayNames Names { get; } = new(Options.Create(new WordsOptions()));

    public ModelStateDictionary State { get; } = new();

    public DefaultHttpContext Http { get; } = new();

    public ViewContext View => field ??= new ViewContext
    {
        HttpContext = Http,
        RouteData = new RouteData(),
        ActionDescriptor = new ActionDescriptor(),
        ViewData = new ViewDataDictionary<TModel>(_metadata, State) { Model = model },
    };

    public Rendered<TModel> Posted(string name, params string[] values)
    {
        State.SetModelValue(name, values.Length == 1 ? values[0] : values, string.Join(',', values));
        return this;
    }

    public Rendered<TModel> Wrong(string name, string message)
    {
        State.AddModelError(name, message);
        return this;
    }

    public ModelExpression For<TValue>(Expression<Func<TModel, TValue>> property) =>
        new ModelExpressionProvider(_metadata).CreateModelExpression((ViewDataDictionary<TModel>)View.ViewData, property);

    /// <summary>The component's HTML, parsed, with this as its content and these as its other attributes.</summary>
    public async Task<IElement> OfAsync(TagHelper helper, string? content = null, TagHelperAttributeList? attributes = null, Action<TagHelperContext>? children = null)
    {
        var context = new TagHelperContext(attributes ?? [], new Dictionary<object, object>(), "test");
        var output = new TagHelperOutput("component", attributes ?? [], (_, _) =>
        {
            children?.Invoke(context);
            var inner = new DefaultTagHelperContent();
            return Task.FromResult<TagHelperContent>(content is null ? inner : inner.SetHtmlContent(content));
        });
        helper.GetType().GetProperty(nameof(View) + "Context")?.SetValue(helper, View);
        helper.Init(context);
        await helper.ProcessAsync(context, output);

        using var html = new StringWriter();
        output.WriteTo(html, HtmlEncoder.Default);
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content($"<body>{html}</body>"));
        return document.Body!;
    }
}
