"""The words by which the category of a product is recognised, in German and English.

Words and phrases between commas or lines; case and hyphens make no difference ("T-Shirt" is `t shirt`). `*schuhe` is
any word that ends so, `#` a number, also with letters behind it (`4`, `990v6`). Of two that begin at the same word the
longer phrase counts, and a whole word before an ending: `handschuhe` are no `*schuhe`.
"""

SNEAKERS, APPAREL, ACCESSORIES = "sneakers", "apparel", "accessories"
COLLECTIBLES, ELECTRONICS, OTHER = "collectibles", "electronics", "other"

# What a thing is.
THINGS = {
    # Shoes as marketplaces list them under sneakers.
    SNEAKERS: """
        sneaker, sneakers, shoe, shoes, schuh, schuhe, *schuh, *schuhe, *schuhen, *sneaker,
        *sneakers, footwear, trainers,
        high top, high tops, low top, hi top, running shoe, running shoes""",
    APPAREL: """
        hoodie, hoodies, hoody, kapuzenpullover, kapuzenjacke, pullover, *pullover, pulli, sweater,
        sweatshirt, sweatshirts,
        crewneck, jumper, cardigan, strickjacke, zip up
        shirt, shirts, t shirt, t shirts, tshirt, tshirts, tee, tees, *shirt, *shirts, longsleeve,
        long sleeve, tank top, crop top
        polo shirt, polohemd, hemd, hemden, *hemd, bluse, blusen, jersey, jerseys, trikot, trikots, *trikot
        jacke, jacken, *jacke, *jacken, jacket, jackets, weste, westen, *weste, vest, mantel,
        *mantel, coat, coats, parka, anorak
        windbreaker, puffer, blouson
        hose, hosen, *hose, *hosen, pants, trousers, jeans, jogger, joggers, jogginghose,
        sweatpants, trackpants, track pants
        shorts, *shorts, leggings, tights, chino, chinos, cargos, skirt, kleid, kleider, *kleid, dress, dresses
        trainingsanzug, jogginganzug, tracksuit, tracksuits, track suit, suit, jumpsuit, bodysuit,
        bikini, swimwear
        bademode, unterwäsche, underwear, boxershorts, briefs, pyjama, pajamas, sport bra, sports bra
        clothing, clothes, apparel, bekleidung, *bekleidung, kleidung, textilien, oberteile, cap sleeve""",
    ACCESSORIES: """
        cap, caps, snapback, 9fifty, 59fifty, 9forty, 39thirty, 9twenty, fitted cap, mütze, mützen,
        *mütze, beanie, beanies
        hat, hats, bucket hat, kappe, stirnband, headband, bandana, balaclava, sturmhaube
        schal, schals, scarf, scarves, handschuh, handschuhe,
        *handschuh, *handschuhe, *handschuhen, gloves, gürtel, belt, belts, krawatte
        rucksack, rucksäcke, *rucksack, backpack, backpacks, tasche, taschen, *tasche, *taschen,
        bag, bags, duffle
        geldbörse, geldbeutel, portemonnaie, wallet, wallets, cardholder, card holder
        sonnenbrille, sonnenbrillen, sunglasses, uhren, armbanduhr, watch, watches, schmuck,
        jewelry, jewellery, halskette
        necklace, armband, *armband, bracelet, wristband, schweissband, regenschirm, umbrella,
        trinkflasche, water bottle
        phone case, iphone case, handyhülle
        accessoire, accessoires, accessory, accessories, zubehör""",
    COLLECTIBLES: """
        figur, figuren, *figur, *figuren, figure, figures, figurine, figurines, action figure,
        action figures, statue
        bearbrick, be rbrick, funko, funko pop, lego, playmobil, schleich, hot wheels, matchbox,
        labubu, pop mart, nendoroid
        gundam, kaws companion, blind box, medicom toy, toy, toys, spielzeug, *spielzeug, plush,
        plüsch, plüschtier, kuscheltier
        trading card, trading cards, sammelkarte, sammelkarten, rookie card, rookie cards, panini,
        topps, fleer, upper deck
        booster pack, booster packs, booster box, booster display, elite trainer box, tcg,
        pokemon karten, pokémon karten
        yu gi oh, psa 10, psa 9, skateboard deck, skate deck, skateboard, skateboards, modellauto,
        poster, memorabilia
        sammlerstück, sammelobjekt, collectible, collectibles""",
    ELECTRONICS: """
        playstation, playstation #, ps4, ps5, xbox, nintendo, nintendo switch, game boy, gameboy,
        steam deck, meta quest
        konsole, konsolen, *konsole, console, consoles, controller, controllers
        iphone, iphone #, ipad, macbook, airpods, apple watch, galaxy watch, smartwatch, smartphone, smartphones
        tablet, laptop, notebook
        kopfhörer, headphones, headphone, earbuds, headset, lautsprecher, speaker, soundbar,
        monitor, fernseher, kamera, *kamera
        camera, cameras, gopro, drohne, drone, grafikkarte, grafikkarten, graphics card, geforce,
        rtx, radeon, ssd, powerbank
        power bank, ladegerät, charger, tastatur, keyboard
        elektronik, *elektronik, electronics""",
    # Shoes that are no sneakers, and what else is none of the others.
    OTHER: """
        stiefel, *stiefel, stiefelette, stiefeletten, boot, boots, hausschuh, hausschuhe, *hausschuh, *hausschuhe,
        *schlittschuh, *schlittschuhe, *rollschuh, *rollschuhe, *skischuh, *skischuhe, *schneeschuh, *schneeschuhe,
        *fussballschuh, *fussballschuhe, schlittschuh, schlittschuhe, rollschuh, rollschuhe, skischuh, skischuhe,
        schneeschuh, schneeschuhe,
        fussballschuh, fussballschuhe
        football boots, wanderschuh, wanderschuhe, badeschuh, badeschuhe, slipper, slippers,
        sandale, sandalen, sandal, sandals
        heels, pumps, loafer, loafers, ballerinas, espadrilles, clog, clogs, flip flops,
        zehentrenner, dress shoe, dress shoes
        parfum, parfüm, perfume, fragrance, gutschein, gift card""",
}

# Accessories of shoes, which name the shoe that they are for.
FOR_SHOES = """
    socke, socken, *socken, socks, *socks, strümpfe, sneaker socks
    laces, shoelaces, shoe laces, schnürsenkel, *senkel, lace lock, lace locks
    insole, insoles, einlegesohle, einlegesohlen
    cleaning kit, shoe cleaner, sneaker cleaner, schuhreiniger, shoe care, sneaker care,
    schuhpflege, schuhcreme, schuhbürste
    imprägnierspray, imprägnierer, protector spray, shoe tree, shoe trees, schuhspanner,
    crease protector, crease protectors
    crease shield, shoe box, shoe boxes, sneaker box, sneaker boxes, schuhbox, schuhkarton,
    shoe bag, sneaker bag, schuhbeutel
    schuhtasche, schuhlöffel, shoe horn, keychain, keychains, key chain, keyring, schlüsselanhänger, lanyard"""

# Models of shoes: what is named after them is a shoe only where nothing else is said.
MODELS = """
    air jordan, air jordans, jordan #, jordan air #, jordan retro, aj1, aj3, aj4, aj5, aj6, aj11
    dunk low, dunk mid, dunk high, sb dunk, nike dunk, air force #, air force one, af1, air max,
    airmax, nike blazer
    nike cortez, air presto, air huarache, vapormax, foamposite, air more uptempo, vomero #,
    air yeezy, kobe # protro
    yeezy boost, boost 350, boost 380, boost 700, boost 750, yeezy #, yeezy slide, yeezy foam,
    foam runner, foam rnnr
    adidas samba, samba og, adidas gazelle, adidas superstar, adidas stan smith, adidas forum,
    adidas campus, campus 00s
    adidas spezial, handball spezial, ultraboost, ultra boost, nmd r1, adidas zx
    new balance #, nb #, m990gl6, 990v3, 990v4, 990v5, 990v6, 991v2
    gel kayano, gel lyte, gel nimbus, gel quantum, gel nyc, gel cumulus, gel venture,
    gel ds trainer, gel kinetic, gel sekiran
    gel sonoma, gel saga, gel resolution, gel #, gel sd lyte, gt 2160, gt 2170, skyhand og
    puma suede, speedcat, puma rs, mb 01, mb 02, mb 03, mb 04, mb 05
    reebok question, question mid, question low, club c 85, instapump fury, reebok classic leather, shaq attaq
    old skool, knu skool, sk8 hi, sk8 low, half cab, vans era, vans authentic, vans slip on
    chuck 70, chuck 70s, chuck taylor, converse one star, jack purcell, run star hike, run star motion"""

# Makers of shoes: shoes are also made in honour of a game or a toy, and games and toys in honour of shoes.
MAKERS = "nike, adidas, jordan, yeezy, new balance, asics, puma, reebok, vans, converse"

# Phrases with a word in them that means something else there: names of colours, parts of shoes.
NOTHING = """
    cap and gown, toe cap, cap toe, hat trick, toy story, extra laces, spare laces, lace up, black belt
    figure skating, michael jordan, michael jordan #, delivery vans, camper vans"""
