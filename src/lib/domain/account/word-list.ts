// The words that keys are made of: 1024 common English ones, 3 to 8 letters long, in the order of the alphabet.

/**
 * No word begins another, so that words written without a space can still be told apart; and no two are one letter or
 * one swap of letters apart, so that a slip of the pen makes no other word. None is taken for another by its sound or
 * has a second spelling. Keys that were given out have these words in them: none is ever taken away or changed.
 */
export const WORD_LIST: readonly string[] = `
absorb academy account acorn action active actor adjust adopt adult advance advice agent agree aim airport
alarm album alert alike allow almond alphabet amber anchor ancient animal ankle annual answer appear apple
apricot apron aquarium archer arctic arena armchair arrive artist athlete atlas attend attic author autumn
avenue avoid awake award badger bagel bakery balance balcony ballad balloon bamboo banana bandage banjo
banner barber bargain barley barn barrel basil basket bathtub battery beacon bead beauty beaver bedroom
beetle begin behave bell belong bench bicycle birch biscuit bison blanket blaze blend blossom blouse bold
bonfire bookmark border borrow bottle bounce bowl bracelet branch brass brave breeze brick brief bright
bring bronze broom brother brown brush bubble bucket buckle budget buffalo builder bulb bundle burger busy
butcher button cabbage cabinet cactus calendar camel camera canal canoe canvas canyon captain caramel
cargo carnival carpet carry castle casual cause cedar ceiling celery cement century chain chalk champion
change channel chapter chart cheerful cheese cheetah cherry chess chestnut chicken chimney choir choose
chorus cider cinema circle circus city clap classic clear clerk clever climate climb clinic close cloud
clown coach cobra cocoa coconut collar collect colony column comb comedy comet common compass concert
cookie copper copy corner cottage cotton country cousin cowboy crab cradle crane crayon create creek
cricket crisp crop cross crowd crumb crystal cube cucumber cupboard curtain curve cushion custard cycle
daffodil daisy damp dance daughter decide deep degree dentist depend design desk detail dial diamond diary
differ dinner dinosaur direct divide doctor dolphin dome domino doorbell double dozen dragon drawer dream
dress drive drum dry duck dune dust eager earth easel easy echo eclipse editor egg elbow elephant eleven
elm empty energy engine enjoy enter envelope enzyme equal escape essay estate evening event exact excite
expand expert extra eyebrow fabric fairy falcon family famous fancy farmer faucet feast fence fern
festival fetch fifteen fifty figure final finish firefly first flag flask fleece float flock floor fluent
flute foam focus folder food forest fork forward fossil fourteen fox frame freezer fresh fridge friend
frog frost frozen fruit fudge fuel future gadget galaxy gander garage gardener garlic garment gather gem
genius gentle geyser giant gift giggle giraffe glad glass gleam globe glue goat goblet golden gopher grain
grand grape greet grill grocer ground group grove growth guess guide guitar gull gutter habit half hallway
hamlet hammer hamster handbag handle handy happen happy harp harvest hawk hear heavy hello helmet help
herald hidden hinge hippo holiday hollow honest honey hoop horizon horse hospital hostel huge human humble
hundred hungry hurry husband hut iceberg icicle ideal igloo iguana image inch index indigo indoor infant
inform inside invent invite island item ivory ivy jacket jaguar jar jazz jeans jersey jigsaw jockey join
jolly journey joyful juice jumper jungle junior kangaroo kayak keen kennel keyboard kidney kind kingdom
kitchen kite kiwi knee koala label lace ladder ladle lagoon lamb language lantern laptop large laugh
launch laundry lava lawn lawyer learn leash leather leave leek legend lemon length lentil letter lettuce
level library lichen life lilac lily limit linen lion liquid listen little llama loaf lobby locker locust
lodge logic look loose lotus lovely loyal lucky luggage lunar lyrics machine magazine magic magnet magpie
mailbox manage manual maple marble margin marina market marmot maroon marsh mascot mask matter mayor
meadow medium melody melon member memory merry meteor method midnight mill mint minute mirror mitten
modern modest moment monkey month moon mosaic moss mountain mouse move museum mushroom music name napkin
nature nearby neat needle nineteen noble noisy nose notebook notice novel number nurse oak oasis object
ocean octopus offer office olive onion opera option orange orbit orchard orderly ostrich otter outdoor
outside oval oven oxygen oyster package page palace palm pancake panda panel panther papaya paper paprika
parade parcel parent park parrot partner passport pasta pastel pastry path patient patio pattern pavement
peacock peanut pearl pebble pelican pencil penguin people pepper perfect perfume period person phone photo
piano pick picnic picture pigeon pillar pilot pizza planet platform play plaza poem point polar polite
pony popcorn popular porch porridge position postcard postman potato pottery powder practice present
pretty printer prize promise protect proud prune puddle puffin pupil puppet puppy pure purple push puzzle
pyramid quail quarter quick quilt quiz rabbit raccoon radar radio radish raft railway rainbow raisin rapid
rare rattle raven reach ready record red reef relay remember repair repeat reply report rescue result
return rhino ribbon rich rink ripple rise river robin robot rocket roof rooster rope rough rowboat ruby
rug ruler runner rural saddle salad salmon salt sandal sandwich saucer sausage save scale scarf scarlet
scenery school science scooter scout screen seagull seal season seaweed second secret serve seventy shadow
shampoo shape shark shawl shelf shelter shepherd shine shoe short shoulder shovel shrimp shrub shutter
signal silver simple singer single sister sixteen size sketch skirt sky sled sleep sleeve slipper slope
sloth small smile smoke smooth snail sneaker snow soccer social sock soft soil solid solve song sound soup
spare sparrow speak special spell spend spider spinach splash split sponge spoon spread spring sprout
square squid squirrel stadium stamp stand starfish start statue stay steady stew still stitch stool storm
stove stranger straw stream street stripe student studio study subject subway sugar suitcase summer sunny
sunrise supper surprise swallow swan sweater swift swim swing syrup tablet tadpole tailor take tall taste
taxi teacher teapot tempo tennis term text thank thing thirteen thirty thought thousand thread thumb
thunder tiger tight time tiny tired title toast today toffee together tomato tone tongue tooth tortoise
total touch tourist toward tower town toy track tractor trade traffic trail travel treasure treat trend
triangle trip trousers trout true trumpet trunk trust tulip tuna tunnel turkey turtle twelve twenty twin
type umbrella uncle unite upstairs useful usual valley vanilla velvet vendor verse view village vineyard
violet violin vital vitamin vivid voice voyage waffle wagon wallet walnut waltz wardrobe warm wasp watch
water wedding weekend welcome wheat wheel whisper whistle wide wild willow windmill window winter wisdom
wish wizard wolf wool workshop world worth wrist writer yacht yard yellow yield yoga young youth zebra
zero zinc zipper zoo
`
  .trim()
  .split(/\s+/);
